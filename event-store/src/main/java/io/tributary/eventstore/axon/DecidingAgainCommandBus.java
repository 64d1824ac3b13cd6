package io.tributary.eventstore.axon;

import io.tributary.eventstore.CommitLogException;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.jspecify.annotations.Nullable;

/**
 * Handles a command in the caller's thread, on cached aggregates if there are any; and once more on aggregates read from the store, in a
 * unit of work of its own, if the cached ones led to anything but a stored commit. The caller sees the last decision only.
 */
public final class DecidingAgainCommandBus extends SimpleCommandBus {
    private final CommitLogEventStore store;

    public DecidingAgainCommandBus(CommitLogEventStore store, SimpleCommandBus.Builder builder) {
        super(builder);
        this.store = store;
    }

    @Override
    protected <C, R> void handle(CommandMessage<C> command, MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        var first = new FirstDecision(handler);
        super.handle(command, first, (CommandMessage<? extends C> handled, CommandResultMessage<? extends R> result) -> {
            if (first.mustBeMadeAgain(result)) {
                super.handle(command, handler, callback);
            } else {
                callback.onResult(handled, result);
            }
        });
    }

    private final class FirstDecision implements MessageHandler<CommandMessage<?>> {
        private final MessageHandler<? super CommandMessage<?>> handler;
        private @Nullable UnitOfWorkCommit commit;

        FirstDecision(MessageHandler<? super CommandMessage<?>> handler) {
            this.handler = handler;
        }

        @Override
        public Object handle(CommandMessage<?> command) throws Exception {
            commit = store.commitOfUnitOfWork();
            commit.allowCache();
            return handler.handle(command);
        }

        /** Not after a failure that the cache has no part in, or an append whose outcome is unknown. */
        boolean mustBeMadeAgain(CommandResultMessage<?> result) {
            if (commit == null || !commit.usedCache() || commit.stored() || commit.isFailedByTheStore()) {
                return false;
            }
            return !result.isExceptional() || !(result.exceptionResult() instanceof CommitLogException);
        }
    }
}
