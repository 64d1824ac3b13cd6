package io.tributary.chassis.processing.runtime;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/**
 * Transactions of a processor's threads. A unit of work that is committed ends its transaction after exceptions only: by an error it would
 * stay open, with its locks, on a thread whose later batches would become part of it and never be committed.
 */
final class BatchTransactions implements TransactionManager {
    private final TransactionManager transactions;
    private final ThreadLocal<Transaction> open = new ThreadLocal<>();

    BatchTransactions(TransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public Transaction startTransaction() {
        var started = transactions.startTransaction();
        open.set(started);
        return new Transaction() {
            @Override
            public void commit() {
                open.remove();
                started.commit();
            }

            @Override
            public void rollback() {
                open.remove();
                started.rollback();
            }
        };
    }

    /** Called when a task of this thread ended by what it did not expect. */
    void rollBackWhatIsLeft() {
        var left = open.get();
        if (left != null) {
            open.remove();
            left.rollback();
        }
    }
}
