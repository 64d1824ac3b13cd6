package io.tributary.eventstore.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.StoredSnapshot;
import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.fixture.Counted;
import io.tributary.eventstore.fixture.Counters;
import io.tributary.eventstore.fixture.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

abstract class SnapshotContract extends StoreContract {

    private static StoredSnapshot snapshot(long sequence) {
        return snapshot(sequence, "schema");
    }

    private static StoredSnapshot snapshot(long sequence, String schema) {
        return new StoredSnapshot("a", sequence, "counter", Counted.class.getName(), schema, Events.NOON,
                ("{\"counter\":\"a\",\"to\":" + sequence + "}").getBytes(UTF_8), "{}".getBytes(UTF_8));
    }

    @Test
    void a_snapshot_is_read_back_as_it_was() {
        assertThat(log.snapshot("a")).isEmpty();
        log.storeSnapshot(snapshot(7));
        assertThat(open().snapshot("a")).usingRecursiveComparison().isEqualTo(Optional.of(snapshot(7)));
        assertThat(open().snapshot("b")).isEmpty();
    }

    @Test
    void the_newest_snapshot_wins_in_whatever_order_they_come() {
        log.storeSnapshot(snapshot(5));
        log.storeSnapshot(snapshot(3));
        assertThat(open().snapshot("a").orElseThrow().sequence()).isEqualTo(5);
        open().storeSnapshot(snapshot(8));
        log.storeSnapshot(snapshot(7));
        assertThat(log.snapshot("a").orElseThrow().sequence()).isEqualTo(8);
    }

    @Test
    void a_snapshot_in_another_form_replaces_one_of_the_same_event() {
        log.storeSnapshot(snapshot(5, "old"));
        log.storeSnapshot(snapshot(5, "new"));
        assertThat(open().snapshot("a").orElseThrow().schema()).isEqualTo("new");
    }

    @Test
    void the_newest_of_many_at_once_wins() throws Exception {
        var instances = List.of(log, open());
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<?>>();
            for (int i = 0; i < 40; i++) {
                CommitLog instance = instances.get(i % 2);
                long sequence = i * 17L % 40;
                results.add(writers.submit(() -> instance.storeSnapshot(snapshot(sequence))));
            }
            for (var result : results) {
                result.get();
            }
        }
        assertThat(open().snapshot("a").orElseThrow().sequence()).isEqualTo(39);
    }

    @Test
    void an_aggregate_is_read_from_its_snapshot_on() {
        CommitLogEventStore events = Counters.store(log);
        log.append(Events.commit("a", 0, 10));
        events.storeSnapshot(new GenericDomainEventMessage<>("counter", "a", 7, new Counted("a", 7)));
        assertThat(sequences(Counters.store(open()))).containsExactly(7L, 8L, 9L);
    }

    @Test
    void a_snapshot_of_a_state_class_that_has_changed_since_is_ignored() {
        log.append(Events.commit("a", 0, 3));
        log.storeSnapshot(snapshot(2, "the schema of an older class"));
        assertThat(sequences(Counters.store(open()))).containsExactly(0L, 1L, 2L);
        var gone = new StoredSnapshot("a", 2, "counter", "no.such.Class", "any", Events.NOON, new byte[0], new byte[0]);
        log.storeSnapshot(gone);
        assertThat(sequences(Counters.store(open()))).containsExactly(0L, 1L, 2L);
    }

    private static List<Long> sequences(CommitLogEventStore events) {
        return events.readEvents("a").asStream().map(DomainEventMessage::getSequenceNumber).toList();
    }
}
