package io.tributary.chassis.processing.store;

/** Runs something within a transaction so that its failure leaves the rest of the transaction whole. */
@FunctionalInterface
public interface Attempts {
    /** The attempt; it throws what the handler throws. */
    @FunctionalInterface
    interface Attempt {
        void run() throws Exception;
    }

    /** Undoes what the attempt wrote if it throws, where the database can, and throws on. */
    void attempt(Attempt attempt) throws Exception;
}
