package io.tributary.eventstore.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseSearchTest {
    private int looks;

    private List<CommitEntry> commits(List<Long> numbers, long last) {
        looks++;
        return numbers.stream().filter(number -> number <= last).map(
                number -> new CommitEntry(number, new UUID(0, number), 3 * (number - 1), 3, Instant.ofEpochSecond(number))).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 63, 64, 65, 1_000_000, 1L << 40})
    void the_last_number_is_found_in_a_few_looks(long last) {
        assertThat(DenseSearch.last(0, numbers -> {
            looks++;
            return numbers.stream().mapToLong(Long::longValue).filter(number -> number <= last).max();
        })).hasValue(last);
        assertThat(looks).isLessThanOrEqualTo(42);
    }

    @Test
    void where_there_is_none_there_is_no_last() {
        assertThat(
                DenseSearch.last(0, numbers -> numbers.stream().mapToLong(Long::longValue).filter(number -> number <= 0).max())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 64, 65, 4095, 4096, 4097, 999_999, 1_000_000})
    void the_first_that_has_come_so_far_is_found_in_a_few_looks(long boundary) {
        var found = DenseSearch.first(numbers -> commits(numbers, 1_000_000), 1_000_000, commit -> commit.number() >= boundary);
        assertThat(found.orElseThrow().number()).isEqualTo(boundary);
        assertThat(looks).isLessThanOrEqualTo(5);
    }

    @Test
    void where_none_has_come_so_far_there_is_no_first() {
        assertThat(DenseSearch.first(numbers -> commits(numbers, 5000), 5000, _ -> false)).isEmpty();
        assertThat(DenseSearch.first(numbers -> commits(numbers, 0), 0, _ -> true)).isEmpty();
    }
}
