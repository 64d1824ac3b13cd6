package io.tributary.views;

import io.tributary.api.AggregateEvent;

/** An event, its position in its owner's log, and the position below which a row has not had it. */
public record PositionedEvent(AggregateEvent event, long position, long unseenBelow) {
    /** An event that is one whole. */
    public PositionedEvent(AggregateEvent event, long position) {
        this(event, position, position);
    }
}
