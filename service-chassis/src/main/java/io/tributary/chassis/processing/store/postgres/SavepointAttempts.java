package io.tributary.chassis.processing.store.postgres;

import io.tributary.chassis.processing.store.Attempts;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** A savepoint per attempt: a failed statement would otherwise leave the whole transaction unusable. */
public final class SavepointAttempts implements Attempts {
    private final PlatformTransactionManager transactions;

    public SavepointAttempts(PlatformTransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public void attempt(Attempt attempt) throws Exception {
        var status = transactions.getTransaction(new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
        try {
            attempt.run();
        } catch (Exception e) {
            transactions.rollback(status);
            throw e;
        }
        transactions.commit(status);
    }
}
