package io.tributary.eventstore.contract;

import static io.tributary.eventstore.fixture.Counters.counted;
import static io.tributary.eventstore.fixture.Events.commit;
import static io.tributary.eventstore.fixture.Events.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.IdempotencyRecord;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.fixture.Counted;
import io.tributary.eventstore.fixture.Counters;
import io.tributary.eventstore.fixture.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

/** What no caller should send and no store should hold: refused by name, with nothing stored and nothing skipped. */
abstract class BadInputContract extends StoreContract {
    private static final byte[] EMPTY = {};

    private static void assertRefused(String fact, ThrowingCallable append) {
        assertThatThrownBy(append).isInstanceOf(InvalidCommit.class).hasMessageContaining(fact);
    }

    /** Behind every refusal the log goes on as if nothing had been sent. */
    private void assertNothingStored() {
        log.append(commit("sound", 0, 1));
        assertThat(storedKeys()).containsExactly("sound#0");
    }

    @Test
    @SuppressWarnings("NullAway") // callers without a checker do this
    void ids_and_contents_that_are_missing_are_refused() {
        var sound = event("a", 0);
        assertRefused("no id", () -> log.append(commit(with(null, "a", 0))));
        assertRefused("no aggregate id", () -> log.append(commit(with(sound.id(), null, 0))));
        assertRefused("no aggregate id", () -> log.append(commit(with(sound.id(), "", 0))));
        assertRefused("lacks its time, payload", () -> log.append(
                commit(new LogEvent(sound.id(), "a", 0, null, "type", 0, Events.NOON, null, EMPTY))));
        assertRefused("lacks its id", () -> log.append(new NewCommit(null, List.of(sound), null)));
        assertRefused("key hash", () -> new IdempotencyRecord(null, "digest", _ -> EMPTY));
        assertRefused("1 to 100", () -> new IdempotencyRecord("", "digest", _ -> EMPTY));
        assertNothingStored();
    }

    @SuppressWarnings("NullAway") // what is wrong with it is the point
    private static LogEvent with(UUID id, String aggregateId, long sequence) {
        return new LogEvent(id, aggregateId, sequence, "counter", "type", 0, Events.NOON, EMPTY, EMPTY);
    }

    @Test
    void negative_places_are_refused() {
        assertRefused("sequence -1", () -> log.append(commit(event("a", 0), event("a", -1))));
        assertThatThrownBy(() -> log.read(-1, 10)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-1");
        assertThatThrownBy(() -> log.read(0, 0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("limit 0");
        assertNothingStored();
    }

    @Test
    void a_commit_above_the_limit_is_refused_with_its_size() {
        var half = new byte[NewCommit.MAX_BYTES / 2];
        assertRefused("more than " + NewCommit.MAX_BYTES, () -> log.append(commit(event("a", 0, half), event("b", 0, half))));
        var tooMuchToRemember = new NewCommit(UUID.randomUUID(), List.of(event("a", 0)),
                new IdempotencyRecord("key", "digest", _ -> new byte[NewCommit.MAX_BYTES / 10]));
        assertRefused("answer to remember", () -> log.append(tooMuchToRemember));
        assertNothingStored();
    }

    @Test
    void an_event_whose_id_is_not_a_uuid_is_refused() {
        var events = Counters.store(log);
        assertRefused("event id 'first' is not a UUID", () -> events.publish(counted("a", 0), withId("first")));
        assertRefused("in lower case", () -> events.publish(withId(UUID.randomUUID().toString().toUpperCase(Locale.ROOT))));
        assertNothingStored();
    }

    private static EventMessage<Counted> withId(String id) {
        return new GenericDomainEventMessage<>("counter", "b", 0, new Counted("b", 0), MetaData.emptyInstance(), id, Instant.EPOCH);
    }

    @Test
    void an_event_of_an_unknown_name_stops_its_readers_before_it() {
        log.append(commit("a", 0, 2));
        log.append(commit(new LogEvent(UUID.randomUUID(), "a", 2, "counter", "no.such.Event", 4, Events.NOON, "{}".getBytes(UTF_8),
                "{}".getBytes(UTF_8))));
        log.append(commit("a", 3, 1));
        assertReadersStopBehind(2, "no.such.Event");
    }

    @Test
    void events_that_cannot_be_read_stop_their_readers_before_them() {
        log.append(commit("a", 0, 2));
        log.append(commit("a", 2, 1));
        log.append(commit("a", 3, 1));
        store.spoilCommit(2);
        assertReadersStopBehind(2, "cannot be read");
        assertThat(Events.keys(open().read(3, 10))).containsExactly("a#3");
    }

    @Test
    void a_log_that_cannot_tell_which_it_is_is_not_opened() {
        log.append(commit("a", 0, 1));
        store.spoilIdentity();
        assertThatThrownBy(this::open).isInstanceOf(Unreadable.class).hasMessageContaining("identity");
        assertThat(Events.keys(log.read(0, 10))).containsExactly("a#0");
    }

    private void assertReadersStopBehind(int events, String fact) {
        var reader = Counters.store(open());
        var aggregate = new ArrayList<Long>();
        assertThatThrownBy(() -> reader.readEvents("a").asStream().map(DomainEventMessage::getSequenceNumber).forEach(
                aggregate::add)).isInstanceOf(Unreadable.class).hasMessageContaining(fact);
        assertThat(aggregate).hasSizeLessThanOrEqualTo(events);
        var stream = reader.openStream(null);
        for (int i = 0; i < events; i++) {
            assertThat(stream.hasNextAvailable()).isTrue();
            assertThat(next(stream).trackingToken().position()).hasValue(i);
        }
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(stream::hasNextAvailable).isInstanceOf(Unreadable.class).hasMessageContaining(fact);
        }
        stream.close();
    }

    private static TrackedEventMessage<?> next(TrackingEventStream stream) {
        try {
            return stream.nextAvailable();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
