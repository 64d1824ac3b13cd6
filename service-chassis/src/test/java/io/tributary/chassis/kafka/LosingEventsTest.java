package io.tributary.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.chassis.kafka.StreamAlarm.Kind;
import io.tributary.chassis.kafka.TopicToken.Progress;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LosingEventsTest {
    private static final TopicPartition PARTITION = new TopicPartition("order.events", 2);
    private final PartitionChains chains = new PartitionChains(TopicToken.NOTHING_READ.advancedTo(PARTITION, new Progress(9, 40), "log"));

    private static EventRecord event(String log, int generation, long position, long predecessor) {
        return new EventRecord("id", "order.order-placed", "1", Instant.EPOCH, "order", "key", 0,
                new LogPlace("order", log, generation, position, predecessor), new byte[0], new byte[0]);
    }

    private void alarm(Kind kind, EventRecord event) {
        assertThatExceptionOfType(StreamAlarm.class).isThrownBy(() -> chains.isNext(PARTITION, event)).matches(e -> e.kind() == kind);
    }

    @Test
    void the_successor_of_the_last_event_is_next_although_positions_have_holes() {
        assertThat(chains.isNext(PARTITION, event("log", 1, 47, 40))).isTrue();
        assertThat(chains.isNext(PARTITION, event("log", 1, 60, 47))).isTrue();
    }

    @Test
    void what_was_read_before_is_a_duplicate_however_often_it_comes() {
        assertThat(chains.isNext(PARTITION, event("log", 1, 40, 33))).isFalse();
        assertThat(chains.isNext(PARTITION, event("log", 1, 3, -1))).isFalse();
        assertThat(chains.isNext(PARTITION, event("log", 1, 47, 40))).isTrue();
        assertThat(chains.isNext(PARTITION, event("log", 1, 47, 40))).isFalse();
    }

    @Test
    void an_event_whose_predecessor_never_came_is_a_loss() {
        alarm(Kind.MISSING_EVENTS, event("log", 1, 60, 47));
    }

    @Test
    void the_first_event_of_a_partition_has_no_predecessor() {
        var untouched = new TopicPartition("order.events", 0);
        assertThat(chains.isNext(untouched, event("log", 1, 12, LogPlace.NONE))).isTrue();
        assertThatExceptionOfType(StreamAlarm.class).isThrownBy(
                () -> chains.isNext(new TopicPartition("order.events", 1), event("log", 1, 12, 5)));
    }

    @Test
    void an_event_of_another_log_or_generation_is_foreign() {
        alarm(Kind.FOREIGN_LOG, event("other", 1, 47, 40));
        alarm(Kind.FOREIGN_GENERATION, event("log", 2, 47, 40));
    }
}
