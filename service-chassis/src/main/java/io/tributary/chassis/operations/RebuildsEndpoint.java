package io.tributary.chassis.operations;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.RebuildRefused;
import io.tributary.chassis.processing.rebuild.Rebuilds;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Page;
import io.tributary.chassis.web.Refuses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds of this service's views. */
@RestController
class RebuildsEndpoint {
    private static final int MAX_EVENTS_PER_SECOND = 1_000_000;
    private final Processors processors;
    private final Rebuilds rebuilds;
    private final OperationLog log;

    RebuildsEndpoint(Processors processors, Rebuilds rebuilds, OperationLog log) {
        this.log = log;
        this.processors = processors;
        this.rebuilds = rebuilds;
    }

    /**
     * What is asked for.
     *
     * @param acceptDifferences switch even if rows differ, as after a change of the handler
     * @param eventsPerSecond how fast events may be read; null: as fast as they can
     */
    record RebuildRequest(@Nullable String mode, @Nullable Boolean acceptDifferences,
            @Nullable @Min(1) @Max(MAX_EVENTS_PER_SECOND) Integer eventsPerSecond) {}

    @PostMapping("/operations/projections/{name}/rebuilds")
    @Refuses(unknown = "projection-not-found", rule = {"rebuild-running", "policy-not-repeatable"}, invalid = "unknown-mode")
    ResponseEntity<Rebuild> begin(@PathVariable String name, @Valid @RequestBody RebuildRequest request,
            HttpServletRequest http) {
        var mode = switch (request.mode()) {
            case "in-place" -> Rebuild.Mode.IN_PLACE;
            case "blue-green" -> Rebuild.Mode.BLUE_GREEN;
            case null, default -> throw new UnknownMode(request.mode());
        };
        var rebuild = rebuilds.begin(projection(name), mode, Boolean.TRUE.equals(request.acceptDifferences()),
                request.eventsPerSecond());
        log.note(DeadLettersEndpoint.who(http), "rebuild " + request.mode(), name, null);
        return accepted(rebuild);
    }

    @GetMapping("/operations/rebuilds")
    Page<Rebuild> list() {
        return new Page<>(rebuilds.all(), null);
    }

    @GetMapping("/operations/rebuilds/{id}")
    @Refuses(unknown = "rebuild-not-found")
    Rebuild show(@PathVariable String id) {
        return rebuilds.find(id).orElseThrow(() -> new NotFound("rebuild-not-found", "there is no rebuild " + id));
    }

    @PostMapping("/operations/rebuilds/{id}/cancellation")
    @Refuses(unknown = "rebuild-not-found", rule = {"rebuild-in-place", "rebuild-ended"})
    Rebuild cancel(@PathVariable String id, HttpServletRequest http) {
        var cancelled = rebuilds.cancel(show(id));
        log.note(DeadLettersEndpoint.who(http), "cancel rebuild", id, null);
        return cancelled;
    }

    /** Which generation is read, and which one a further rollback would go back to. */
    record Generation(int live, int previous) {}

    @PostMapping("/operations/projections/{name}/rollback")
    @Refuses(unknown = "projection-not-found", rule = {"no-previous-generation", "rebuild-running", "policy-not-repeatable"})
    Generation rollBack(@PathVariable String name, HttpServletRequest http) {
        var state = rebuilds.rollBack(projection(name));
        log.note(DeadLettersEndpoint.who(http), "roll back", name, null);
        return new Generation(state.live(), state.previous());
    }

    /** What an audit puts right: a row's key, {@code all}, or nothing. */
    record Audit(@Nullable @Size(min = 1) String repair) {}

    @PostMapping("/operations/projections/{name}/audit")
    @Refuses(unknown = "projection-not-found", rule = {"rebuild-running", "policy-not-repeatable", ViewBeingFilled.SLUG})
    ResponseEntity<Rebuild> audit(@PathVariable String name, @Valid @RequestBody(required = false) @Nullable Audit request,
            HttpServletRequest http) {
        var repair = request == null ? null : request.repair();
        var audit = rebuilds.audit(projection(name), repair);
        log.note(DeadLettersEndpoint.who(http), "audit", name, repair == null ? null : "repair " + repair);
        return accepted(audit);
    }

    private static ResponseEntity<Rebuild> accepted(Rebuild rebuild) {
        return ResponseEntity.accepted().location(URI.create("/operations/rebuilds/" + rebuild.id())).body(rebuild);
    }

    private ProjectionDefinition projection(String name) {
        if (processors.isPolicy(name)) {
            throw new RebuildRefused("policy-not-repeatable", name + " is a policy: run again, it would have its effects again");
        }
        return processors.projection(name).orElseThrow(
                () -> new NotFound("projection-not-found", "this service has no projection " + name));
    }

    static final class UnknownMode extends RuntimeException {
        UnknownMode(@Nullable String mode) {
            super("mode is in-place or blue-green, found " + (mode == null ? "none" : mode), null, false, false);
        }
    }
}
