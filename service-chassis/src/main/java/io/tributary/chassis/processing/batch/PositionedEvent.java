package io.tributary.chassis.processing.batch;

import io.tributary.api.AggregateEvent;

/** An event, its position in its owner's log, and which part it is of one that an upcaster splits. */
public record PositionedEvent(AggregateEvent event, long position, int part) {
    /** An event that is one whole. */
    public PositionedEvent(AggregateEvent event, long position) {
        this(event, position, 0);
    }

    /** A row that stands below this has not had the event. */
    public long unseenBelow() {
        return part == 0 ? position : position + 1;
    }
}
