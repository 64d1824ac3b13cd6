package io.tributary.eventstore.axon;

import io.tributary.eventstore.Placement;
import java.util.List;

/**
 * What a unit of work stored.
 *
 * @param commit number of the commit in the log, from 1
 * @param events in the order in which they were published; empty if only an idempotency record was stored
 */
public record CommitReceipt(long commit, List<Entry> events) {
    public CommitReceipt {
        events = List.copyOf(events);
    }

    /**
     * One stored event.
     *
     * @param sequence its place in the aggregate's stream, from 0
     * @param position its place in the log, from 0
     * @param payloadType class of its payload
     */
    public record Entry(String aggregateId, long sequence, long position, Class<?> payloadType) {}

    static CommitReceipt of(Placement placement, List<UnitOfWorkCommit.Staged> staged) {
        var entries = new Entry[staged.size()];
        for (int i = 0; i < entries.length; i++) {
            var event = staged.get(i).event();
            entries[i] = new Entry(event.aggregateId(), event.sequence(), placement.firstPosition() + i, staged.get(i).payloadType());
        }
        return new CommitReceipt(placement.commit(), List.of(entries));
    }
}
