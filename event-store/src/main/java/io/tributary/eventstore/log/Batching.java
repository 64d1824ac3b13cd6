package io.tributary.eventstore.log;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.Head;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.NewCommit.StreamKey;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.storage.NumberedCommit;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses which waiting commits go together, and numbers them. */
final class Batching {
    static final int MAX_COMMITS = 512;
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    /** Its id, its event's id and place, and perhaps an idempotency key; most commits have one event. */
    private static final int KEYS_OF_A_COMMIT = 4;

    private final InstantSource clock;

    Batching(InstantSource clock) {
        this.clock = clock;
    }

    /** The first of the backlog, and up to {@code most} that share no key with one another. Those that do wait, marked as contended. */
    List<PendingCommit> next(List<PendingCommit> backlog, int most) {
        var first = backlog.getFirst();
        if (first.alone() || backlog.size() == 1) {
            return List.of(first);
        }
        var batch = new ArrayList<PendingCommit>();
        var keys = HashSet.<Object>newHashSet(KEYS_OF_A_COMMIT * backlog.size());
        long bytes = 0;
        for (var pending : backlog) {
            bytes += pending.commit.events().stream().mapToLong(LogEvent::size).sum();
            if (batch.size() == most || (bytes > MAX_BYTES && !batch.isEmpty())) {
                break;
            }
            if (pending.alone()) {
                continue;
            }
            if (claim(keys, pending.commit)) {
                batch.add(pending);
            } else {
                pending.contended(true);
            }
        }
        return batch;
    }

    /** All of its keys are claimed in any case: whoever shares one with a commit that waits must wait behind it. */
    private static boolean claim(Set<Object> claimed, NewCommit commit) {
        boolean free = claimed.add(commit.id());
        if (commit.idempotency() != null) {
            free &= claimed.add(commit.idempotency().keyHash());
        }
        for (var event : commit.events()) {
            free &= claimed.add(event.id());
            free &= claimed.add(new StreamKey(event.aggregateId(), event.sequence()));
        }
        return free;
    }

    /** Numbers the batch from the head on; empty if a commit's answer could not be made, which fails that commit. */
    List<NumberedCommit> number(List<PendingCommit> batch, Head head, Instant notBefore) {
        var time = notBefore;
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var number = head.commit();
        var position = head.nextPosition();
        var numbered = new ArrayList<NumberedCommit>(batch.size());
        for (var pending : batch) {
            time = later(later(time, now), pending.commit.events());
            var placement = new Placement(++number, position);
            position += pending.commit.events().size();
            try {
                numbered.add(new NumberedCommit(placement, time, pending.commit, answer(pending.commit, placement)));
            } catch (RuntimeException e) {
                pending.result.completeExceptionally(e);
                return List.of();
            }
        }
        return numbered;
    }

    private static Instant later(Instant time, List<LogEvent> events) {
        var latest = time;
        for (var event : events) {
            latest = later(latest, event.recordedAt());
        }
        return latest;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static byte @Nullable [] answer(NewCommit commit, Placement placement) {
        if (commit.idempotency() == null) {
            return null;
        }
        var answer = commit.idempotency().answer().apply(placement);
        if (answer.length > NewCommit.MAX_BYTES / 12) {
            throw new InvalidCommit("the answer to remember with commit " + commit.id() + " has " + answer.length + " bytes, more than "
                    + NewCommit.MAX_BYTES / 12);
        }
        return answer;
    }
}
