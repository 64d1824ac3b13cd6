package io.tributary.chassis.processing.batch;

import java.util.SortedSet;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Locks rows of one generation of a table, until the transaction ends, in the order of their keys, so that no two transactions wait for
 * each other. Keys are ids as text, whose order is the database's order of ids.
 */
public record KeyedRows(PlannedEachTime jdbc, String table, String key, int generation) {
    /** Makes the rows that are missing, empty. They are locked by that; the others are not. */
    public void create(SortedSet<String> keys) {
        if (!keys.isEmpty()) {
            jdbc.update(
                    "insert into %s (generation, %s) select ?, id from unnest(?::uuid[]) id order by id on conflict do nothing".formatted(
                            table, key),
                    generation, array(keys));
        }
    }

    /** Waits until no other transaction holds a row. */
    public void lock(SortedSet<String> keys) {
        select(keys, "update");
    }

    /** Waits until no other transaction changes a row; others may share it. */
    public void share(SortedSet<String> keys) {
        select(keys, "share");
    }

    private void select(SortedSet<String> keys, String strength) {
        if (!keys.isEmpty()) {
            jdbc.queryForList(
                    "select 1 from %s where generation = ? and %s = any(?::uuid[]) order by %s for %s".formatted(table, key, key, strength),
                    Integer.class, generation, array(keys));
        }
    }

    /** Names one row and the event it is to move to: {@code generation}, {@code id}, {@code position} and {@code unseenBelow}. */
    public MapSqlParameterSource row(UUID id, PositionedEvent event) {
        return new MapSqlParameterSource("generation", generation).addValue("id", id).addValue("position", event.position()).addValue(
                "unseenBelow", event.unseenBelow());
    }

    private static String[] array(SortedSet<String> keys) {
        return keys.toArray(String[]::new);
    }
}
