package io.tributary.chassis.flow;

/** Where an instance is killed or stopped. */
enum CrashPoint {
    /** The broker has committed a batch, the publisher's token still stands before it. */
    PUBLISHED_TOKEN_NOT_STORED,
    /** A projection has read an event and written nothing of its batch. */
    ROWS_NOT_WRITTEN,
    /** Rows and token are written, their transaction is open. */
    ROWS_NOT_COMMITTED,
    /** Documents are written where there are no transactions, the token still stands before them. */
    DOCUMENTS_WRITTEN_TOKEN_NOT_STORED,
    /** It publishes and holds all segments, and goes on. */
    NOWHERE
}
