package io.tributary.eventstore.contract;

import io.tributary.eventstore.storage.CommitStorage;
import java.time.Duration;

/** One store of an engine, empty at first; each storage opened on it behaves as one of another process would. */
public interface StoreFixture extends AutoCloseable {
    CommitStorage open();

    /** Removes a commit and its events behind the log's back, as a damaged disk might. */
    void destroyCommit(long number);

    /** Whether an event id that is stored already is refused, beyond what the stream keys refuse. */
    boolean refusesRepeatedEventIds();

    /** How long a test waits for what must happen. */
    default Duration patience() {
        return Duration.ofSeconds(20);
    }

    @Override
    void close();
}
