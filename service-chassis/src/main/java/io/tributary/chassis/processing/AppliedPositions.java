package io.tributary.chassis.processing;

import java.util.OptionalLong;

/** Answers up to where a view has applied one aggregate's events: what a consistency token is compared with. */
@FunctionalInterface
public interface AppliedPositions {
    /** The last applied position of the aggregate in the live generation; empty if the view has seen none of its events. */
    OptionalLong of(String owner, String key);
}
