package io.tributary.platform.move;

import java.util.Map;

/**
 * A table to be copied.
 *
 * @param name with its schema, as SQL wants it
 * @param columns those that are stored and not computed
 */
record Table(String schema, String name, String columns) {
    /** Tables that are only ever appended to, and what numbers their rows. */
    private static final Map<String, String> LOGS = Map.of("commit_log", "number", "event_log", "position");

    boolean isLog() { return LOGS.containsKey(name); }

    String qualified() {
        return schema + "." + name;
    }

    String lastNumber() {
        return "select coalesce(max(" + LOGS.get(name) + "), -1) from " + qualified();
    }

    /** Which rows of a log: those after the one number, up to the other. */
    String within(long after, long upTo) {
        return isLog() ? " where " + LOGS.get(name) + " > " + after + " and " + LOGS.get(name) + " <= " + upTo : "";
    }

    String copyOut(String rows) {
        return "copy (select " + columns + " from " + qualified() + rows + ") to stdout (format binary)";
    }

    String copyIn() {
        return "copy " + qualified() + " (" + columns + ") from stdin (format binary)";
    }

    String digest(String rows) {
        return "select count(*), coalesce(sum(hashtextextended(t::text, 1)::numeric), 0),"
                + " coalesce(sum(hashtextextended(t::text, 2)::numeric), 0) from " + qualified() + " t" + rows;
    }
}
