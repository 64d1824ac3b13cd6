package io.tributary.eventstore;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything a log refuses or cannot do; each kind is a type of its own. */
public abstract sealed class CommitLogException extends RuntimeException {
    private CommitLogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Bad input: nothing was stored, and nothing will be however often it is tried. */
    public static final class InvalidCommit extends CommitLogException {
        public InvalidCommit(String fact) {
            super(fact, null);
        }
    }

    /** Another commit holds a place in an aggregate's stream that this one wanted: nothing was stored. */
    public static final class StreamConflict extends CommitLogException {
        private final transient LogEvent event;

        public StreamConflict(LogEvent event, UUID holder) {
            super("event " + event.id() + " of type " + event.type() + " wanted sequence " + event.sequence() + " of aggregate '"
                    + event.aggregateId() + "', which commit " + holder + " holds", null);
            this.event = event;
        }

        /** The first event of the refused commit that collided. */
        public LogEvent event() {
            return event;
        }
    }

    /** The commit's idempotency key was used before: nothing was stored, the earlier answer is at hand. */
    public static final class KeyAlreadyUsed extends CommitLogException {
        private final transient RememberedAnswer remembered;

        public KeyAlreadyUsed(RememberedAnswer remembered) {
            super("the idempotency key was used by commit " + remembered.commit(), null);
            this.remembered = remembered;
        }

        public RememberedAnswer remembered() {
            return remembered;
        }
    }

    /** The store did not say in time whether it holds the commit: it may be stored, now or later, and must not be called failed. */
    public static final class OutcomeUnknown extends CommitLogException {
        public OutcomeUnknown(UUID commit, @Nullable Throwable cause) {
            super("no answer in time on whether commit " + commit + " is stored", cause);
        }
    }

    /** The store cannot be reached, or the log is closed; if thrown by an append, the commit was never sent. */
    public static final class Unavailable extends CommitLogException {
        public Unavailable(String fact, @Nullable Throwable cause) {
            super(fact, cause);
        }
    }

    /** The log is damaged or holds what this process cannot read: the reader stops here and must not skip it. */
    public static final class Unreadable extends CommitLogException {
        public Unreadable(String fact, @Nullable Throwable cause) {
            super(fact, cause);
        }
    }

    /** A reader remembers more events than the log holds: the log was restored or replaced, so the token means nothing here. */
    public static final class TokenBeyondHead extends CommitLogException {
        public TokenBeyondHead(long position, Head head) {
            super("a token stands at position " + position + ", but the log has only " + head.nextPosition() + " events in " + head.commit()
                    + " commits: restored from a backup or replaced? Reset the reader", null);
        }
    }

    /** A reader's tokens belong to another log. */
    public static final class ForeignIdentity extends CommitLogException {
        public ForeignIdentity(UUID expected, UUID found) {
            super("the tokens belong to log " + expected + ", but this is log " + found + ": wrong database, or replaced? Reset the reader",
                    null);
        }
    }
}
