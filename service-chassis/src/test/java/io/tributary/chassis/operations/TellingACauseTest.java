package io.tributary.chassis.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of the processing itself are no part of a cause, so this stands beside it. */
class TellingACauseTest {
    private static RuntimeException refused(String parcel) {
        return new IllegalArgumentException("parcel " + parcel + " is torn");
    }

    private static RuntimeException refusedElsewhere() {
        return new IllegalArgumentException("parcel 1 is torn");
    }

    @Test
    void what_fails_at_the_same_line_in_the_same_way_has_one_name() {
        var causes = Stream.of("1", "2").map(TellingACauseTest::refused).map(Cause::of).toList();
        assertThat(causes).extracting(Cause::text).containsExactly("parcel 1 is torn", "parcel 2 is torn");
        assertThat(causes).extracting(Cause::name).allMatch(causes.getFirst().name()::equals).allMatch(
                name -> name.matches("illegal-argument-[0-9a-f]{8}"));
        assertThat(Cause.of(refusedElsewhere()).name()).isNotEqualTo(causes.getFirst().name());
    }

    @Test
    void it_is_the_deepest_failure_that_counts() {
        var deepest = new IOException("the disk is full");
        var cause = Cause.of(new IllegalStateException("not written", new UncheckedIOException(deepest)));
        assertThat(cause).isEqualTo(Cause.of(deepest));
        assertThat(cause.toString()).isEqualTo(cause.name() + ": the disk is full").startsWith("io-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "its upcaster failed: java.lang.IllegalStateException: no paper left|its upcaster failed: illegal-state: no paper left",
            "class java.lang.String cannot be cast to class java.lang.Long|class string cannot be cast to class long",
            "PSQLException in io.tributary.views.Rows$Writer|psql in writer",
            "an order has 1 to 100 lines, not 0|an order has 1 to 100 lines, not 0",
            "no Error here at all|no Error here at all", "bad SQL grammar [insert into parcel values (1)]|see the log of the service",
            "[SELECT * from parcel ]|see the log of the service", "jdbc:postgresql://10.0.0.1/x refused|see the log of the service"})
    void no_name_of_a_class_and_no_statement_leaves_the_service(String message, String told) {
        assertThat(Cause.told(message)).isEqualTo(told);
    }
}
