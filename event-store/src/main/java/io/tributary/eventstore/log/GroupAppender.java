package io.tributary.eventstore.log;

import io.tributary.eventstore.CommitLogException;
import io.tributary.eventstore.CommitLogException.OutcomeUnknown;
import io.tributary.eventstore.Head;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.Holdings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of a process: takes what the callers have queued, numbers it behind the head and stores it in one round trip. A caller
 * who is alone does that itself, which spares it two changes of thread. What a failed batch has left behind is read from the store, never
 * guessed from the error, and always by the appender's own thread.
 */
final class GroupAppender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupAppender.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final CommitStorage storage;
    private final LogTail tail;
    private final Batching batching;
    private final Duration deadline;
    private final CommitQueue queue = new CommitQueue();
    private final Gathering gathering = new Gathering();
    private final WriterTurn turn;

    /** Commits taken from the queue and not decided yet, in order; this and all below belongs to whose turn it is. */
    private final List<PendingCommit> backlog = new ArrayList<>();
    private final Thread thread;
    private final ExecutorService answers = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("commit-log-answers").factory());
    private Duration pause = Duration.ofMillis(1);

    /** Whoever loses against another writer sends less the next time: a large batch takes longer to look up and to send, and loses again. */
    private int most = Batching.MAX_COMMITS;

    GroupAppender(CommitStorage storage, LogTail tail, LogSettings settings) {
        this.storage = storage;
        this.tail = tail;
        this.batching = new Batching(settings.clock());
        this.turn = new WriterTurn(storage);
        this.deadline = settings.appendDeadline();
        this.thread = Thread.ofPlatform().daemon().name("commit-log-appender").start(this::run);
    }

    Placement append(NewCommit commit) {
        var pending = new PendingCommit(commit);
        if (queue.add(pending)) {
            storeAtOnce(pending);
        }
        try {
            return pending.result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown(commit.id(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommitLogException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("the answer to remember with commit " + commit.id() + " could not be made", e.getCause());
        }
    }

    private void storeAtOnce(PendingCommit pending) {
        try {
            if (!turn.ofAnother().isPositive()) {
                send(List.of(pending), Runnable::run);
            }
        } finally {
            if (pending.result.isDone()) {
                queue.giveBack(gathering.company());
            } else {
                pending.contended(pending.wasSent()); // looked up before it is sent again
                queue.giveBack(pending);
            }
        }
        tail.wake();
    }

    private void run() {
        try {
            while (!queue.isClosed()) {
                backlog.addAll(backlog.isEmpty() ? gather() : queue.poll());
                if (!backlog.isEmpty()) {
                    leaveTurnToAnother();
                    store(batching.next(backlog, most));
                    backlog.removeIf(PendingCommit::decided);
                }
            }
        } catch (InterruptedException _) {
            // asked to stop in the middle of a pause: what is left is abandoned below
        } finally {
            queue.close();
            backlog.addAll(queue.poll());
            backlog.forEach(pending -> pending.abandon("the log is closed", null));
        }
    }

    private void leaveTurnToAnother() throws InterruptedException {
        for (var left = turn.ofAnother(); left.isPositive() && !queue.isClosed(); left = turn.ofAnother()) {
            queue.awaitClosed(left);
        }
    }

    private List<PendingCommit> gather() throws InterruptedException {
        var gathered = queue.take(gathering.company(), gathering.patience());
        gathering.gathered(gathered.size());
        return gathered;
    }

    private void store(List<PendingCommit> batch) throws InterruptedException {
        var head = tail.head();
        long began = System.nanoTime();
        if (batch.stream().anyMatch(PendingCommit::contended)) {
            settle(batch, head, null);
            return;
        }
        var failure = send(batch, this::answer);
        if (failure != null) {
            most = Math.max(1, batch.size() / 2);
            settle(batch, head, failure);
            if (tail.head().commit() > head.commit() && turn.lost(Duration.ofNanos(System.nanoTime() - began))) {
                most = Batching.MAX_COMMITS;
            }
        } else {
            most = Math.min(Batching.MAX_COMMITS, 2 * most);
        }
    }

    /** Waking a batch's callers and readers takes as long as sending it: meanwhile the next batch is on its way. */
    private void answer(Runnable callers) {
        answers.execute(() -> {
            callers.run();
            tail.wake();
        });
    }

    /** Null if the batch was stored, or a commit of it decided without being sent. */
    private @Nullable RuntimeException send(List<PendingCommit> batch, Executor answering) {
        var numbered = batching.number(batch, tail.head(), tail.time());
        if (numbered.isEmpty()) {
            return null;
        }
        batch.forEach(PendingCommit::sent);
        long began = System.nanoTime();
        try {
            storage.insert(numbered);
            numbered.forEach(commit -> tail.advance(commit.entry(), commit.commit().events()));
        } catch (RuntimeException | Error e) { // by an error that went further nobody could write any more
            batch.forEach(PendingCommit::unanswered);
            return e instanceof RuntimeException failure ? failure : new IllegalStateException("the store's answer was lost", e);
        }
        turn.won();
        gathering.answered(Math.max(batch.size(), backlog.size()) + queue.size(), System.nanoTime() - began);
        batch.forEach(PendingCommit::stored);
        answering.execute(() -> {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result.complete(numbered.get(i).placement());
            }
        });
        pause = Duration.ofMillis(1);
        return null;
    }

    /** Reads what has become of a batch numbered behind {@code before}: each commit is stored, refused, or still to be stored. */
    private void settle(List<PendingCommit> batch, Head before, @Nullable RuntimeException failure) throws InterruptedException {
        try {
            var holdings = storage.holdings(batch.stream().map(pending -> pending.commit).toList());
            tail.refresh();
            tail.refreshHead(); // last, so that the next number is as fresh as can be: a batch that arrives in between meets its own keys
            batch.forEach(pending -> settle(pending, holdings));
        } catch (RuntimeException | Error e) {
            waitForStore(e);
            return;
        }
        var left = batch.stream().filter(pending -> !pending.decided()).toList();
        if (failure == null || left.size() < batch.size() || tail.head().commit() > before.commit()) {
            left.forEach(PendingCommit::stillWaiting);
            return;
        }
        left.forEach(PendingCommit::tryAlone);
        backlog.add(backlog.removeFirst());
        waitForStore(failure);
    }

    private static void settle(PendingCommit pending, Holdings holdings) {
        pending.contended(false);
        holdings.placement(pending.commit).ifPresentOrElse(pending.result::complete,
                () -> holdings.refusal(pending.commit).ifPresent(pending.result::completeExceptionally));
    }

    /** The store neither took a batch nor said why: waits a little longer each time, and gives up what has waited too long. */
    private void waitForStore(Throwable failure) throws InterruptedException {
        if (pause.compareTo(LONGEST_PAUSE) < 0) {
            pause = pause.multipliedBy(2);
        } else {
            LOG.warn("Nothing can be stored behind commit {}; trying on", tail.head().commit(), failure);
        }
        backlog.forEach(pending -> pending.expire(deadline, failure));
        queue.awaitClosed(pause);
    }

    /** Gives a batch under way the time to end. */
    @Override
    public void close() {
        queue.close();
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            answers.shutdown(); // what is stored is still answered
        }
    }
}
