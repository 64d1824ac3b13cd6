package io.tributary.chassis.commands;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command in the caller's thread, without a database transaction: the commit of its events is the transaction. A command that lost
 * a race is decided again on what the winner left, which is sound because nothing of it was stored.
 */
final class RetryingCommandBus extends SimpleCommandBus {
    /** With so many losses in a row, an aggregate is changed faster by others than one command can be decided. */
    private static final int MAX_ATTEMPTS = 50;
    /** A collision on creation repeats itself unless the handler loads what it collided with. */
    private static final int MAX_CREATIONS = 3;
    private static final int PAUSE_STEP_MICROS = 200;
    private static final int MAX_PAUSE_MICROS = 10_000;

    RetryingCommandBus(Builder builder) {
        super(builder);
    }

    @Override
    protected <C, R> void handle(CommandMessage<C> command, MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        CommandResultMessage<R> result = attempt(command, handler);
        int attempts = 1;
        int creations = 0;
        while (result.isExceptional() && attempts < MAX_ATTEMPTS && isLostRace(result.exceptionResult()) && creations < MAX_CREATIONS) {
            if (result.exceptionResult() instanceof AggregateStreamCreationException) {
                creations++;
            }
            pauseAfter(attempts);
            result = attempt(command, handler);
            attempts++;
        }
        callback.onResult(command, result);
    }

    private <C, R> CommandResultMessage<R> attempt(CommandMessage<C> command, MessageHandler<? super CommandMessage<?>> handler) {
        var outcome = new Outcome<C, R>();
        super.handle(command, handler, outcome);
        return outcome.result();
    }

    /** Within another unit of work a conflict shows only when that one commits: deciding again is then its own affair. */
    private static boolean isLostRace(Throwable failure) {
        return (failure instanceof ConcurrencyException || failure instanceof AggregateStreamCreationException)
                && !CurrentUnitOfWork.isStarted();
    }

    private static void pauseAfter(int attempts) {
        int limit = Math.min(MAX_PAUSE_MICROS, attempts * PAUSE_STEP_MICROS);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(limit)));
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
