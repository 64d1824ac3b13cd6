package io.tributary.chassis.commands;

import io.tributary.api.AggregateCommand;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds the aggregate a command is for without annotations on the command. The version a caller expects is compared when the command
 * has been decided, for commands handled inside and outside of aggregates alike, so none is handed to the repository.
 */
public final class CommandTargets implements CommandTargetResolver {
    @Override
    @SuppressWarnings("NullAway") // Axon: no version is a null one
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        if (command.getPayload() instanceof AggregateCommand one) {
            return new VersionedAggregateIdentifier((Object) one.target().text(), null);
        }
        throw new IllegalArgumentException("%s names no aggregate".formatted(command.getPayloadType().getName()));
    }
}
