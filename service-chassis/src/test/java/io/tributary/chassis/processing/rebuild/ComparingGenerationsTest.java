package io.tributary.chassis.processing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.rebuild.Rebuild.Difference;
import io.tributary.chassis.processing.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ComparingGenerationsTest {
    private static final int LIVE = 1;
    private static final int REBUILT = 2;
    private static final int ROWS = Comparison.ROWS_TOGETHER;
    private final AtomicInteger passes = new AtomicInteger();
    private final AtomicLong readAgain = new AtomicLong();

    @Test
    void rows_are_read_again_in_the_ranges_that_differ_only() throws InterruptedException {
        var found = new ArrayList<Difference>();
        comparison(number -> number == 7 || number == 70_000).differences("t", found::add);
        assertThat(found).containsExactlyInAnyOrder(new Difference("t", key(7), content(7, "Aa"), content(7, "BB")),
                new Difference("t", key(70_000), content(70_000, "Aa"), content(70_000, "BB")));
        assertThat(passes).hasValue(4);
        assertThat(readAgain).hasValue(4);
    }

    @Test
    void generations_that_are_equal_are_read_once() throws InterruptedException {
        comparison(_ -> false).differences("t", difference -> assertThat(difference).isNull());
        assertThat(passes).hasValue(2);
    }

    /** More than are held at a time: of both generations together there are twice as many. */
    @Test
    void rows_that_all_differ_are_found_portion_by_portion() throws InterruptedException {
        var found = new AtomicInteger();
        comparison(_ -> true).differences("t", _ -> found.incrementAndGet());
        assertThat(found).hasValue(ROWS);
        assertThat(passes.get()).isBetween(2 + 2 * 2, 2 + 2 * 3);
    }

    private static String key(int number) {
        return "row " + number;
    }

    private static String content(int number, String text) {
        return "{\"position\": %d, \"text\": \"%s\"}".formatted(number, text);
    }

    private Comparison comparison(IntPredicate differs) {
        return new Comparison(new Generated(differs), LIVE, REBUILT, () -> true);
    }

    /** Rows that are nowhere but are made as they are asked for; the texts of those that differ have one hash code. */
    private final class Generated implements Rows {
        private final IntPredicate differs;

        Generated(IntPredicate differs) {
            this.differs = differs;
        }

        private Row row(int generation, int number) {
            return new Row(key(number), content(number, generation == REBUILT && differs.test(number) ? "BB" : "Aa"));
        }

        @Override
        public void each(String table, int generation, Consumer<Row> each) {
            passes.incrementAndGet();
            for (int number = 0; number < ROWS; number++) {
                each.accept(row(generation, number));
            }
        }

        @Override
        public Optional<Row> find(String table, int generation, String key) {
            readAgain.incrementAndGet();
            return Optional.of(row(generation, Integer.parseInt(key.substring("row ".length()))));
        }

        @Override
        public boolean copy(String table, String key, Seen from, Seen to) {
            throw new UnsupportedOperationException("a comparison writes nothing: %s, %s, %s".formatted(key, List.of(from), to));
        }
    }
}
