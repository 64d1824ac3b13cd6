package io.tributary.chassis.commands;

import io.tributary.api.AggregateCommand;
import io.tributary.chassis.processing.Reactions;
import io.tributary.chassis.security.WhoAndWhy;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Runs each command of a policy in a unit of work of its own: its commit is final, whatever becomes of the processor's. */
final class KeyedReactions implements Reactions {
    private static final byte[] NOTHING_TO_TELL = new byte[0];
    private final CommandDispatch dispatch;

    KeyedReactions(CommandDispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public void send(EventMessage<?> cause, Object command) {
        var suspended = new ArrayDeque<UnitOfWork<?>>();
        while (CurrentUnitOfWork.isStarted()) {
            UnitOfWork<?> current = CurrentUnitOfWork.get();
            CurrentUnitOfWork.clear(current);
            suspended.push(current);
        }
        try {
            sendOnce(cause, command);
        } finally {
            suspended.forEach(CurrentUnitOfWork::set);
        }
    }

    /** A redelivery may build the command anew, so its content is no part of the digest. */
    private void sendOnce(EventMessage<?> cause, Object command) {
        String target = command instanceof AggregateCommand one ? one.target().text() : "";
        var key = IdempotencyKey.of("reaction", "reaction", cause.getIdentifier(), command.getClass().getSimpleName(), target);
        var message = GenericCommandMessage.asCommandMessage(command).andMetaData(WhoAndWhy.because(cause));
        dispatch.sendOnce(message, OptionalLong.empty(), key, _ -> NOTHING_TO_TELL);
    }
}
