package io.tributary.chassis.commands;

import io.tributary.chassis.publishing.ConsistencyToken;
import java.util.OptionalLong;

/**
 * An accepted command.
 *
 * @param version of the aggregate it was for, that is the number of its events; empty for a command without one target
 * @param token up to where views must have come to show it
 */
public record Accepted(OptionalLong version, ConsistencyToken token) {}
