package io.tributary.chassis.processing.ownlog;

import io.tributary.eventstore.CommitLog;

/** The log of the service itself and the owner's name, such as {@code order}. */
public record OwnLog(String owner, CommitLog log) {}
