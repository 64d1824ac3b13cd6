package io.tributary.chassis.processing.rebuild;

import io.tributary.chassis.processing.rebuild.Rebuild.Difference;
import io.tributary.chassis.processing.store.Rows;
import io.tributary.chassis.processing.store.Rows.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares two generations of a view row by row while both are fed. Rows that stand at the same positions must be equal; others are read
 * again until they are, because one generation may be some events ahead of the other.
 */
final class Comparison {
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final JsonMapper JSON = JsonMapper.shared();
    private final Rows rows;
    private final int live;
    private final int rebuilt;

    Comparison(Rows rows, int live, int rebuilt) {
        this.rows = rows;
        this.live = live;
        this.rebuilt = rebuilt;
    }

    List<Difference> differences(List<String> tables) throws InterruptedException {
        var result = new ArrayList<Difference>();
        for (var table : tables) {
            result.addAll(settled(table, suspects(table)));
        }
        return result;
    }

    // Content is held as a hash: a view of a million rows must not have to fit twice into memory.
    private Set<String> suspects(String table) {
        var hashes = new TreeMap<String, Long>();
        rows.each(table, live, row -> hashes.put(row.key(), hash(row)));
        var suspects = new HashSet<String>();
        rows.each(table, rebuilt, row -> {
            var hash = hashes.remove(row.key());
            if (hash == null || hash != hash(row)) {
                suspects.add(row.key());
            }
        });
        suspects.addAll(hashes.keySet());
        return suspects;
    }

    private static long hash(Row row) {
        long hash = 1_125_899_906_842_597L;
        for (int i = 0; i < row.content().length(); i++) {
            hash = 31 * hash + row.content().charAt(i);
        }
        return hash;
    }

    private List<Difference> settled(String table, Set<String> suspects) throws InterruptedException {
        var certain = new ArrayList<Difference>();
        long deadline = System.nanoTime() + SETTLED.toNanos();
        while (!suspects.isEmpty()) {
            boolean last = System.nanoTime() > deadline;
            suspects.removeIf(key -> {
                var found = rows.find(table, live, key).map(Row::content).orElse(null);
                var other = rows.find(table, rebuilt, key).map(Row::content).orElse(null);
                boolean equal = found == null ? other == null : found.equals(other);
                if (!equal && (last || samePositions(found, other))) {
                    certain.add(new Difference(table, key, found, other));
                }
                return equal || last || samePositions(found, other);
            });
            if (!suspects.isEmpty()) {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        }
        return certain;
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
