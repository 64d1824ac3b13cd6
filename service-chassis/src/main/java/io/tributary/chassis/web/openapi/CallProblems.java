package io.tributary.chassis.web.openapi;

import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.chassis.web.Refuses;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The types of problems that a call of some shape can be answered with, by status. What only a broken service answers is left out. */
final class CallProblems {
    private final CallShape call;
    private final boolean guarded;
    private final Map<String, Set<String>> problems = new TreeMap<>();

    CallProblems(CallShape call, boolean guarded) {
        this.call = call;
        this.guarded = guarded;
    }

    Map<String, Set<String>> byStatus() {
        add("400", "invalid-request");
        add("406", "not-acceptable");
        add("413", "content-too-large");
        add("414", "uri-too-long");
        add("415", "unsupported-media-type");
        add("431", "headers-too-large");
        add("503", "store-unavailable", "unavailable");
        if (call.takesBody()) {
            add("400", "malformed-json");
        }
        if (call.takesCursor()) {
            add("400", "invalid-cursor");
        }
        if (call.isView()) {
            add("400", "invalid-consistency-token");
            add("503", ViewBeingFilled.SLUG);
        }
        if (call.isCommand() || call.isOperation()) {
            add("400", "invalid-idempotency-key");
            add("422", "idempotency-key-reused");
        }
        if (call.isCommand()) {
            addThoseOfCommands();
        }
        if (guarded) {
            add("401", "unauthenticated");
            add("403", "forbidden");
            add("429", "too-many-requests");
        }
        if (call.refuses() instanceof Refuses own) {
            add("400", own.invalid());
            add("404", own.unknown());
            add("409", own.rule());
            add("503", own.unavailable());
        }
        return problems;
    }

    private void addThoseOfCommands() {
        add("400", "invalid-if-match");
        add("409", "concurrent-change");
        add("412", "version-conflict");
        add("503", "outcome-unknown");
        if (call.createsUnderGivenId()) {
            add("409", "already-exists");
        }
    }

    private void add(String status, String... types) {
        if (types.length > 0) {
            problems.computeIfAbsent(status, _ -> new TreeSet<>()).addAll(Set.of(types));
        }
    }
}
