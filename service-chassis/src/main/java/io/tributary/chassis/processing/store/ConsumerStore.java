package io.tributary.chassis.processing.store;

import io.tributary.chassis.processing.deadletters.DeadLetters;
import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;

/**
 * What a consumer of events keeps in its own database besides its rows.
 *
 * @param tokens how far each segment of each processor has come, and who holds it
 * @param transactions spans rows and token where the database can; without effect where it cannot
 * @param attempts parts of a transaction that may fail alone
 * @param generations which generation of a view is read, and which are fed
 * @param rows the rows of views, generation by generation
 * @param deadLetters events that could not be handled
 * @param documents small facts that survive a restart
 */
public record ConsumerStore(ProcessorTokens tokens, TransactionManager transactions, Attempts attempts, Generations generations,
        Rows rows, DeadLetters deadLetters, Documents documents) {
    /** An instance that stops extending its claims loses them after this, so another goes on within fifteen seconds. */
    public static final Duration CLAIM = Duration.ofSeconds(10);
}
