package io.tributary.chassis.processing.store;

import org.axonframework.common.transaction.TransactionManager;

/**
 * What a consumer of events keeps in its own database besides its rows.
 *
 * @param tokens how far each segment of each processor has come, and who holds it
 * @param transactions spans rows and token where the database can; without effect where it cannot
 * @param generations which generation of a view is read, and which are fed
 * @param documents small facts that survive a restart
 */
public record ConsumerStore(ProcessorTokens tokens, TransactionManager transactions, Generations generations, Documents documents) {}
