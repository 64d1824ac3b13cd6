package io.tributary.eventstore.contract;

import static io.tributary.eventstore.fixture.Events.commit;
import static io.tributary.eventstore.fixture.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.CommitLogException.StreamConflict;
import io.tributary.eventstore.Head;
import io.tributary.eventstore.IdempotencyRecord;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.RememberedAnswer;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.fixture.Events;
import io.tributary.eventstore.storage.NumberedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class AppendContract extends StoreContract {

    @Test
    void what_was_appended_is_read_back_as_it_was() {
        var first = event("a", 0);
        var withoutType = event("ü", 0, new byte[]{0, -1, 7});
        log.append(commit(first));
        log.append(commit(withoutType));
        assertThat(stored()).usingRecursiveComparison().isEqualTo(List.of(new StoredEvent(0, first), new StoredEvent(1, withoutType)));
        assertThat(open().readAggregate("ü", 0, 10)).usingRecursiveComparison().isEqualTo(List.of(new StoredEvent(1, withoutType)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 12, 13, 40})
    void a_batch_of_any_size_is_stored_as_it_was_sent(int commits) {
        var batch = new ArrayList<NumberedCommit>();
        var events = new ArrayList<LogEvent>();
        for (int i = 0; i < commits; i++) {
            var each = IntStream.rangeClosed(0, i % 3 / 2).mapToObj(sequence -> event("a" + batch.size(), sequence)).toList();
            byte[] answer = {(byte) i, 0, -1};
            var remembered = i % 2 == 0 ? new IdempotencyRecord("key" + i, "digest" + i, _ -> answer) : null;
            batch.add(new NumberedCommit(new Placement(i + 1, events.size()), Events.NOON,
                    new NewCommit(UUID.randomUUID(), each, remembered), remembered == null ? null : answer));
            events.addAll(each);
        }
        try (var storage = store.open()) {
            storage.insert(batch);
            assertThat(storage.commits(LongStream.rangeClosed(1, commits + 1).boxed().toList())).isEqualTo(
                    batch.stream().map(NumberedCommit::entry).toList());
        }
        assertThat(stored()).usingRecursiveComparison().isEqualTo(
                IntStream.range(0, events.size()).mapToObj(i -> new StoredEvent(i, events.get(i))).toList());
        for (int i = 0; i < commits; i++) {
            assertThat(log.answerTo("key" + i).map(RememberedAnswer::answer).orElse(null)).isEqualTo(batch.get(i).answer());
        }
    }

    @Test
    void commits_are_numbered_from_one_and_events_from_zero() {
        assertThat(log.append(commit("a", 0, 2))).isEqualTo(new Placement(1, 0));
        assertThat(log.append(commit("b", 0, 3))).isEqualTo(new Placement(2, 2));
        assertThat(log.head()).isEqualTo(new Head(2, 5));
        assertThat(open().head()).isEqualTo(new Head(2, 5));
    }

    @Test
    void an_aggregate_is_read_from_any_sequence_on() {
        for (int i = 0; i < 300; i++) {
            log.append(commit("a", 2L * i, 2));
        }
        var reader = open();
        assertThat(Events.keys(reader.readAggregate("a", 595, 100))).containsExactly("a#595", "a#596", "a#597", "a#598", "a#599");
        assertThat(reader.readAggregate("a", 0, 1000)).hasSize(600);
        assertThat(Events.keys(reader.readAggregate("a", 7, 3))).containsExactly("a#7", "a#8", "a#9");
        assertThat(reader.readAggregate("a", 600, 10)).isEmpty();
        assertThat(reader.lastSequence("a")).hasValue(599);
        assertThat(reader.lastSequence("b")).isEmpty();
    }

    @Test
    void an_aggregate_can_be_created_once() {
        log.append(commit("a", 0, 1));
        var second = event("a", 0);
        var refusal = catchThrowableOfType(StreamConflict.class, () -> open().append(commit(second)));
        assertThat(refusal.event()).isEqualTo(second);
        assertThat(storedKeys()).containsExactly("a#0");
    }

    @Test
    void a_sequence_can_be_taken_once() {
        log.append(commit("a", 0, 3));
        var other = open();
        other.append(commit("a", 3, 1));
        var late = event("a", 3);
        var refusal = catchThrowableOfType(StreamConflict.class, () -> log.append(commit(event("a", 4), late)));
        assertThat(refusal.event()).isEqualTo(late);
        log.append(commit("a", 4, 1));
        assertThat(storedKeys()).containsExactly("a#0", "a#1", "a#2", "a#3", "a#4");
    }

    @Test
    void a_commit_over_several_aggregates_is_stored_whole_or_not_at_all() {
        log.append(commit(event("a", 0), event("b", 0), event("a", 1)));
        assertThatThrownBy(() -> log.append(commit(event("c", 0), event("b", 0), event("d", 0)))).isInstanceOf(StreamConflict.class);
        assertThatThrownBy(() -> open().append(commit(event("e", 0), event("a", 1)))).isInstanceOf(StreamConflict.class);
        assertThat(storedKeys()).containsExactly("a#0", "b#0", "a#1");
        assertThat(stored()).extracting(StoredEvent::position).containsExactly(0L, 1L, 2L);
        assertThat(open().lastSequence("c")).isEmpty();
    }

    @Test
    void a_refused_commit_leaves_no_hole() {
        log.append(commit("a", 0, 1));
        assertThatThrownBy(() -> log.append(commit("a", 0, 5))).isInstanceOf(StreamConflict.class);
        assertThat(log.append(commit("b", 0, 1))).isEqualTo(new Placement(2, 1));
        assertThat(stored()).extracting(StoredEvent::position).containsExactly(0L, 1L);
    }

    @Test
    void an_event_id_is_used_once_where_the_engine_indexes_them() {
        var first = event("a", 0);
        log.append(commit(first));
        var again = new LogEvent(first.id(), "b", 0, "example", "example.happened", 1, Events.NOON, first.payload(), first.metadata());
        if (store.refusesRepeatedEventIds()) {
            assertThatThrownBy(() -> log.append(commit(again))).isInstanceOf(InvalidCommit.class).hasMessageContaining(
                    first.id().toString());
            assertThat(storedKeys()).containsExactly("a#0");
        } else {
            log.append(commit(again));
            assertThat(storedKeys()).containsExactly("a#0", "b#0");
        }
    }

    @Test
    void large_commits_are_stored_up_to_the_limit_and_refused_above_it() {
        var half = new byte[NewCommit.MAX_BYTES / 2 - 500];
        log.append(commit(event("a", 0, half), event("a", 1, half)));
        assertThatThrownBy(() -> commit(event("b", 0, half), event("b", 1, half), event("b", 2, new byte[1000]))).isInstanceOf(
                InvalidCommit.class).hasMessageContaining("bytes");
        assertThat(stored()).extracting(stored -> stored.event().payload().length).containsExactly(half.length, half.length);
    }

    @Test
    void a_commit_that_contradicts_itself_is_refused() {
        assertThatThrownBy(() -> commit(event("a", 0), event("a", 0))).isInstanceOf(InvalidCommit.class).hasMessageContaining("twice");
        assertThatThrownBy(() -> new NewCommit(UUID.randomUUID(), List.of(), null)).isInstanceOf(InvalidCommit.class);
        assertThatThrownBy(() -> event("", 0)).isInstanceOf(InvalidCommit.class).hasMessageContaining("aggregate id");
        assertThatThrownBy(() -> event("a", -1)).isInstanceOf(InvalidCommit.class).hasMessageContaining("negative");
        assertThatThrownBy(() -> event("a\0b", 0)).isInstanceOf(InvalidCommit.class).hasMessageContaining("character");
        assertThatThrownBy(() -> event("x".repeat(LogEvent.MAX_ID_LENGTH + 1), 0)).isInstanceOf(InvalidCommit.class);
        log.append(commit(event("漢".repeat(LogEvent.MAX_ID_LENGTH), Long.MAX_VALUE - 1)));
        assertThat(stored()).hasSize(1);
    }

    @Test
    void many_callers_share_commits_without_mixing_them_up() throws Exception {
        var callers = new ArrayList<Thread>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        for (int caller = 0; caller < 16; caller++) {
            var id = "c" + caller;
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 50; i++) {
                        var placement = log.append(commit(event(id, i), event(id + "-other", i)));
                        assertThat(Events.keys(log.read(placement.firstPosition(), 2))).containsExactly(id + "#" + i, id + "-other#" + i);
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (var caller : callers) {
            caller.join();
        }
        assertThat(failures).isEmpty();
        assertThat(stored()).hasSize(1600).extracting(StoredEvent::position).isSorted().doesNotHaveDuplicates();
    }
}
