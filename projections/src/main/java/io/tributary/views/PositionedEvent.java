package io.tributary.views;

import io.tributary.api.AggregateEvent;

/** An event and its position in its owner's log. */
public record PositionedEvent(AggregateEvent event, long position) {}
