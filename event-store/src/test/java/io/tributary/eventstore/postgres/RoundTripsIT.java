package io.tributary.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.Head;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.fixture.Counted;
import io.tributary.eventstore.fixture.Counter.Increase;
import io.tributary.eventstore.fixture.Counter.Open;
import io.tributary.eventstore.fixture.CounterService;
import io.tributary.eventstore.fixture.Counters;
import io.tributary.eventstore.fixture.Events;
import io.tributary.eventstore.log.DenseCommitLog;
import io.tributary.eventstore.log.LogSettings;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.NumberedCommit;
import io.tributary.servers.postgres.StatementLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one caller costs the server, as the server itself counts it. */
class RoundTripsIT {
    private static final int LOOKS_AT_FIRST = 5;
    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final int SECONDS = 20;
    private static final String INSERT = "insert into commit_log";

    private final PostgresFixture store = new PostgresFixture();
    private final StatementLog statements = store.statements();
    private final CommitStorage foreign = store.open();
    private final CommitStorage own = store.open();
    private final CommitLog log = new DenseCommitLog(store.open(), LogSettings.defaults().withPollInterval(Duration.ofMinutes(10)));

    @AfterEach
    void close() {
        log.close();
        foreign.close();
        own.close();
        store.close();
    }

    @Test
    void creating_an_aggregate_and_changing_a_cached_one_is_one_statement_each() throws InterruptedException {
        var counters = new CounterService(log);
        hearsOfAnother("x");
        hearsOfAnother("y");
        int before = statements.statements().size();
        counters.commands.sendAndWait(new Open("a"));
        counters.commands.sendAndWait(new Increase("a"));
        counters.commands.sendAndWait(new Open("b"));
        counters.commands.sendAndWait(new Increase("b"));
        hearsOfAnother("z");
        var since = statements.statements().stream().skip(before).toList();
        assertThat(since.stream().filter(done -> done.sql().contains(INSERT))).hasSize(5);
        assertThat(since.stream().filter(done -> !done.sql().contains(INSERT))).as(
                "looks for commits of the other one").isNotEmpty().allMatch(
                        done -> done.sql().contains("from commit_log where number = any")
                                || done.sql().contains("from event_log where position >="));
    }

    @Test
    void an_aggregate_that_is_not_cached_is_loaded_by_one_statement_with_its_snapshot_or_without() throws InterruptedException {
        log.append(Events.commit("plain", 0, 3));
        log.append(Events.commit("kept", 0, 5));
        var events = Counters.store(log);
        events.storeSnapshot(new GenericDomainEventMessage<>("counter", "kept", 2, new Counted("kept", 2)));
        hearsOfAnother("x");
        hearsOfAnother("y");
        assertThat(events.readEvents("none").asStream()).isEmpty();
        int before = statements.statements().size();
        assertThat(events.readEvents("plain").asStream().map(DomainEventMessage::getSequenceNumber)).containsExactly(0L, 1L, 2L);
        assertThat(events.readEvents("kept").asStream().map(DomainEventMessage::getSequenceNumber)).containsExactly(2L, 3L, 4L);
        var loads = statements.statements().stream().skip(before).toList();
        assertThat(loads.stream().filter(done -> done.sql().contains("snapshot"))).hasSize(2);
        assertThat(loads.stream().filter(done -> done.sql().contains("event_log") && !done.sql().contains("snapshot"))).isEmpty();
    }

    @Test
    void what_a_log_stores_itself_is_no_news_to_it() throws InterruptedException {
        for (int look = 0; look < LOOKS_AT_FIRST; look++) {
            own.awaitChange(() -> 0, LIMIT); // begins to listen, and looks for what it may have missed
        }
        own.insert(List.of(numbered(new Head(0, 0), "a")));
        var began = Instant.now();
        own.awaitChange(() -> 1, LIMIT);
        assertThat(Duration.between(began, Instant.now())).isGreaterThanOrEqualTo(LIMIT.minusMillis(1));
    }

    private static NumberedCommit numbered(Head before, String aggregate) {
        return new NumberedCommit(new Placement(before.commit() + 1, before.nextPosition()), Events.NOON, Events.commit(aggregate, 0, 1),
                null);
    }

    /** The follower waits for announcements, and has dealt with all that came before this one. */
    private void hearsOfAnother(String aggregate) throws InterruptedException {
        var head = log.head();
        var moved = new CountDownLatch(1);
        var waiting = log.onHeadMoved(() -> {
            if (log.head().commit() > head.commit()) {
                moved.countDown();
            }
        });
        foreign.insert(List.of(numbered(head, aggregate)));
        assertThat(moved.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        waiting.cancel();
    }
}
