package io.tributary.chassis.processing.rebuild;

import io.tributary.chassis.processing.rebuild.KeyRanges.Digest;
import io.tributary.chassis.processing.rebuild.Rebuild.Difference;
import io.tributary.chassis.processing.store.Rows;
import io.tributary.chassis.processing.store.Rows.Row;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares two generations of a view while both are fed: first one digest per range of keys, then row by row in the ranges that differ. Rows
 * that stand at the same positions must be equal; others are read again until they are, because one generation may be some events ahead of
 * the other. What it holds does not grow with the view. Price: one more pass over both generations for every {@value #ROWS_TOGETHER} rows in
 * ranges that differ.
 */
final class Comparison {
    static final int ROWS_TOGETHER = 100_000;
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final JsonMapper JSON = JsonMapper.shared();
    private final Rows rows;
    private final int live;
    private final int rebuilt;
    private final BooleanSupplier wanted;

    /** @param wanted whether both generations are still what they are taken for; rows of one that is given up vanish */
    Comparison(Rows rows, int live, int rebuilt, BooleanSupplier wanted) {
        this.rows = rows;
        this.live = live;
        this.rebuilt = rebuilt;
        this.wanted = wanted;
    }

    /** Tells of each row that differs, each as it was while the comparison was wanted; returns early when it is not any more. */
    void differences(String table, Consumer<Difference> each) throws InterruptedException {
        var ranges = new KeyRanges();
        rows.each(table, live, ranges::add);
        rows.each(table, rebuilt, ranges::takeAway);
        for (var portion : ranges.differing(ROWS_TOGETHER)) {
            if (wanted.getAsBoolean()) {
                settle(table, suspects(table, portion), each);
            }
        }
    }

    private Set<String> suspects(String table, BitSet ranges) {
        var digests = new HashMap<String, Digest>();
        rows.each(table, live, row -> {
            if (ranges.get(KeyRanges.of(row.key()))) {
                digests.put(row.key(), Digest.of(row));
            }
        });
        var suspects = new HashSet<String>();
        rows.each(table, rebuilt, row -> {
            if (ranges.get(KeyRanges.of(row.key())) && !Digest.of(row).equals(digests.remove(row.key()))) {
                suspects.add(row.key());
            }
        });
        suspects.addAll(digests.keySet());
        return suspects;
    }

    private void settle(String table, Set<String> suspects, Consumer<Difference> each) throws InterruptedException {
        long deadline = System.nanoTime() + SETTLED.toNanos();
        while (!suspects.isEmpty() && wanted.getAsBoolean()) {
            boolean last = System.nanoTime() > deadline;
            suspects.removeIf(
                    key -> isSettled(new Difference(table, key, content(table, live, key), content(table, rebuilt, key)), last, each));
            if (!suspects.isEmpty()) {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        }
    }

    private boolean isSettled(Difference seen, boolean last, Consumer<Difference> each) {
        if (Objects.equals(seen.live(), seen.rebuilt())) {
            return true;
        }
        boolean certain = last || samePositions(seen.live(), seen.rebuilt());
        if (certain && wanted.getAsBoolean()) {
            each.accept(seen);
        }
        return certain;
    }

    private @Nullable String content(String table, int generation, String key) {
        return rows.find(table, generation, key).map(Row::content).orElse(null);
    }

    private static boolean samePositions(@Nullable String a, @Nullable String b) {
        return a != null && b != null && positions(a).equals(positions(b));
    }

    private static TreeMap<String, JsonNode> positions(String content) {
        var result = new TreeMap<String, JsonNode>();
        JSON.readTree(content).properties().forEach(field -> {
            if (field.getKey().endsWith("position")) {
                result.put(field.getKey(), field.getValue());
            }
        });
        return result;
    }
}
