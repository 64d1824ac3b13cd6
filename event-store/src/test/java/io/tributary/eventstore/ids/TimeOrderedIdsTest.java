package io.tributary.eventstore.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
    private static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    @Test
    void an_id_is_a_uuid_of_version_7_with_the_time_in_front() {
        long before = Instant.now().toEpochMilli();
        var id = TimeOrderedIds.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(millis(id)).isBetween(before, Instant.now().toEpochMilli());
    }

    @Test
    void ids_made_by_many_threads_at_once_differ() {
        assertThat(IntStream.range(0, 200_000).parallel().mapToObj(_ -> TimeOrderedIds.next()).distinct().count()).isEqualTo(200_000);
    }

    @Test
    void events_get_them() {
        var id = UUID.fromString(new GenericEventMessage<>("payload").getIdentifier());
        assertThat(id.version()).isEqualTo(7);
    }
}
