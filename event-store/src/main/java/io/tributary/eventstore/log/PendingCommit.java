package io.tributary.eventstore.log;

import io.tributary.eventstore.CommitLogException.OutcomeUnknown;
import io.tributary.eventstore.CommitLogException.Unavailable;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.Placement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A commit that a caller waits for. All but {@link #result} belongs to the appender's thread. */
final class PendingCommit {
    final NewCommit commit;
    final CompletableFuture<Placement> result = new CompletableFuture<>();

    /** Nanoseconds: since when nothing is known of it. */
    private long unknownSince = System.nanoTime();
    private boolean sent;
    private boolean answered = true;
    private boolean contended;
    private boolean alone;
    private boolean stored;

    PendingCommit(NewCommit commit) {
        this.commit = commit;
    }

    void sent() {
        sent = true;
    }

    boolean wasSent() {
        return sent;
    }

    /** The caller will be told. */
    void stored() {
        stored = true;
    }

    /** Nothing is left to do but to tell the caller, if that has not been done. */
    boolean decided() {
        return stored || result.isDone();
    }

    /** Nobody said what became of it; from the first time on, the deadline runs. */
    void unanswered() {
        if (answered) {
            answered = false;
            unknownSince = System.nanoTime();
        }
    }

    /** Another commit was read where this one wanted to stand, or something else told that the store is well. */
    void stillWaiting() {
        answered = true;
        unknownSince = System.nanoTime();
    }

    /** It shares a key with one that went before it, so it is looked up before it is sent. */
    void contended(boolean value) {
        contended = value;
    }

    boolean contended() {
        return contended;
    }

    /** Its batch failed for no reason that could be read: it is tried without company, so that it cannot hold up the others. */
    void tryAlone() {
        alone = true;
    }

    boolean alone() {
        return alone;
    }

    /** Gives up if nothing has been known for longer than {@code deadline}. */
    void expire(Duration deadline, Throwable cause) {
        if (System.nanoTime() - unknownSince >= deadline.toNanos()) {
            abandon("the store did not answer within " + deadline, cause);
        }
    }

    void abandon(String fact, @Nullable Throwable cause) {
        result.completeExceptionally(sent
                ? new OutcomeUnknown(commit.id(), cause)
                : new Unavailable(fact + ": commit " + commit.id() + " was never sent", cause));
    }
}
