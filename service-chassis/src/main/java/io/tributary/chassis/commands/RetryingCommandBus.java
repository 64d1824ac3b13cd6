package io.tributary.chassis.commands;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * A command that lost a race is decided again on what the winner left, which is sound because nothing of it was stored. The bus below
 * handles commands in the caller's thread, so this one waits there too.
 */
final class RetryingCommandBus implements CommandBus {
    /** With so many losses in a row, an aggregate is changed faster by others than one command can be decided. */
    private static final int MAX_ATTEMPTS = 50;
    /** A collision on creation repeats itself unless the handler loads what it collided with. */
    private static final int MAX_CREATIONS = 3;
    private static final int PAUSE_STEP_MICROS = 200;
    private static final int MAX_PAUSE_MICROS = 10_000;
    private final CommandBus bus;

    RetryingCommandBus(CommandBus bus) {
        this.bus = bus;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, new Outcome<C, Object>());
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        CommandResultMessage<R> result = attempt(command);
        int creations = 0;
        for (int attempts = 1; attempts < MAX_ATTEMPTS && creations < MAX_CREATIONS && isLostRace(result); attempts++) {
            if (result.exceptionResult() instanceof AggregateStreamCreationException) {
                creations++;
            }
            pauseAfter(attempts);
            result = attempt(command);
        }
        callback.onResult(command, result);
    }

    private <C, R> CommandResultMessage<R> attempt(CommandMessage<C> command) {
        var outcome = new Outcome<C, R>();
        bus.dispatch(command, outcome);
        return outcome.result();
    }

    /** Within another unit of work a conflict shows only when that one commits: deciding again is then its own affair. */
    private static boolean isLostRace(CommandResultMessage<?> result) {
        return result.isExceptional() && !CurrentUnitOfWork.isStarted() && (result.exceptionResult() instanceof ConcurrencyException
                || result.exceptionResult() instanceof AggregateStreamCreationException);
    }

    private static void pauseAfter(int attempts) {
        int limit = Math.min(MAX_PAUSE_MICROS, attempts * PAUSE_STEP_MICROS);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(limit)));
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        return bus.subscribe(commandName, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return bus.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return bus.registerHandlerInterceptor(interceptor);
    }

    private static final class Outcome<C, R> implements CommandCallback<C, R> {
        private @Nullable CommandResultMessage<R> result;

        @Override
        @SuppressWarnings("unchecked") // the bus hands the handler's result through unchanged
        public void onResult(CommandMessage<? extends C> command, CommandResultMessage<? extends R> message) {
            result = (CommandResultMessage<R>) message;
        }

        CommandResultMessage<R> result() {
            if (result == null) {
                throw new IllegalStateException("a command handled in the caller's thread has a result when it returns");
            }
            return result;
        }
    }
}
