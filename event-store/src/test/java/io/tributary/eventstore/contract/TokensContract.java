package io.tributary.eventstore.contract;

import static io.tributary.eventstore.fixture.Counters.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException.ForeignIdentity;
import io.tributary.eventstore.CommitLogException.TokenBeyondHead;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.fixture.Counters;
import io.tributary.eventstore.fixture.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class TokensContract extends StoreContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private CommitLogEventStore events;

    @BeforeEach
    void openEvents() {
        events = Counters.store(log);
    }

    private static TrackingToken at(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    private List<Long> positionsFrom(TrackingToken token) throws InterruptedException {
        var positions = new ArrayList<Long>();
        try (var stream = Counters.store(open()).openStream(token)) {
            while (stream.hasNextAvailable()) {
                assertThat(stream.peek()).isPresent();
                positions.add(stream.nextAvailable().trackingToken().position().orElseThrow());
            }
        }
        return positions;
    }

    @Test
    void the_tail_is_before_the_first_event_and_the_head_behind_the_last() throws Exception {
        assertThat(events.createTailToken()).isEqualTo(at(-1));
        assertThat(events.createHeadToken()).isEqualTo(at(-1));
        events.publish(counted("a", 0), counted("a", 1));
        assertThat(Counters.store(open()).createHeadToken()).isEqualTo(at(1));
        assertThat(positionsFrom(events.createTailToken())).containsExactly(0L, 1L);
        assertThat(positionsFrom(events.createHeadToken())).isEmpty();
    }

    @Test
    void a_head_token_includes_what_another_process_has_appended() {
        events.publish(counted("a", 0));
        var other = Counters.store(open());
        events.publish(counted("a", 1));
        assertThat(other.createHeadToken()).isEqualTo(at(1));
    }

    @Test
    void a_reader_goes_on_in_the_middle_of_a_commit() throws Exception {
        events.publish(counted("a", 0), counted("a", 1), counted("b", 0));
        events.publish(counted("a", 2));
        assertThat(positionsFrom(at(0))).containsExactly(1L, 2L, 3L);
        assertThat(positionsFrom(at(1))).containsExactly(2L, 3L);
    }

    @Test
    void a_token_at_a_time_leaves_nothing_of_that_time_or_later_behind() throws Exception {
        var clock = new AtomicReference<>(NOON);
        var past = open(store.open(), SETTINGS.withClock(clock::get));
        for (int hour = 0; hour < 200; hour++) {
            var now = NOON.plus(Duration.ofHours(hour));
            clock.set(now);
            past.append(Events.commit(Events.event("a", hour, now)));
        }
        assertThat(Counters.store(open()).createTokenAt(NOON.minusSeconds(1))).isEqualTo(at(-1));
        assertThat(Counters.store(open()).createTokenAt(NOON.plus(Duration.ofHours(150)))).isEqualTo(at(149));
        assertThat(Counters.store(open()).createTokenAt(NOON.plus(Duration.ofHours(150)).plusSeconds(1))).isEqualTo(at(150));
        assertThat(Counters.store(open()).createTokenAt(NOON.plus(Duration.ofHours(1000)))).isEqualTo(at(199));
        assertThat(positionsFrom(Counters.store(open()).createTokenAt(NOON.plus(Duration.ofHours(198))))).containsExactly(198L, 199L);
    }

    @Test
    void a_token_beyond_the_head_is_refused() {
        events.publish(counted("a", 0));
        assertThatThrownBy(() -> Counters.store(open()).openStream(at(1))).isInstanceOf(TokenBeyondHead.class).hasMessageContaining(
                "position 1").hasMessageContaining("1 events");
        Counters.store(open()).openStream(at(0)).close();
    }

    @Test
    void a_token_of_another_kind_is_refused() {
        events.publish(counted("a", 0));
        assertThatThrownBy(() -> events.openStream(GapAwareTrackingToken.newInstance(0, List.of()))).isInstanceOf(
                IllegalArgumentException.class);
        assertThat(storedKeys()).hasSize(1);
    }

    @Test
    void every_log_on_a_store_has_the_stores_identity_and_no_other() {
        log.append(Events.commit("a", 0, 1));
        assertThat(open().identity()).isEqualTo(log.identity());
        open().requireIdentity(log.identity());
        var other = UUID.randomUUID();
        assertThatThrownBy(() -> log.requireIdentity(other)).isInstanceOf(ForeignIdentity.class).hasMessageContaining(
                other.toString()).hasMessageContaining(log.identity().toString());
        assertThat(storedKeys()).hasSize(1);
        try (var another = newStore()) {
            var foreign = another.open();
            assertThat(foreign.identity()).isNotEqualTo(log.identity());
            foreign.close();
        }
    }

    @Test
    void a_reader_stops_at_a_hole_instead_of_stepping_over_it() throws Exception {
        events.publish(counted("a", 0));
        events.publish(counted("a", 1), counted("b", 0));
        events.publish(counted("a", 2));
        store.destroyCommit(2);
        var reader = open();
        assertThatThrownBy(() -> readAll(reader)).isInstanceOf(Unreadable.class).hasMessageContaining("position 1");
    }

    private static List<DomainEventMessage<?>> readAll(CommitLog reader) throws InterruptedException {
        var read = new ArrayList<DomainEventMessage<?>>();
        try (var stream = Counters.store(reader).openStream(null)) {
            while (stream.hasNextAvailable()) {
                read.add((DomainEventMessage<?>) stream.nextAvailable());
            }
        }
        return read;
    }
}
