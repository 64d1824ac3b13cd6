package io.tributary.chassis.operations;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.Rebuilds;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Page;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds of this service's views. */
@RestController
class RebuildsEndpoint {
    private final Processors processors;
    private final Rebuilds rebuilds;

    RebuildsEndpoint(Processors processors, Rebuilds rebuilds) {
        this.processors = processors;
        this.rebuilds = rebuilds;
    }

    /**
     * What is asked for.
     *
     * @param acceptDifferences switch even if rows differ, as after a change of the handler
     */
    record Request(String mode, boolean acceptDifferences) {}

    @PostMapping("/operations/projections/{name}/rebuilds")
    ResponseEntity<Rebuild> begin(@PathVariable String name, @RequestBody Request request) {
        var mode = switch (request.mode()) {
            case "in-place" -> Rebuild.Mode.IN_PLACE;
            case "blue-green" -> Rebuild.Mode.BLUE_GREEN;
            default -> throw new UnknownMode(request.mode());
        };
        var rebuild = rebuilds.begin(projection(name), mode, request.acceptDifferences());
        return ResponseEntity.accepted().location(URI.create("/operations/rebuilds/" + rebuild.id())).body(rebuild);
    }

    @GetMapping("/operations/rebuilds")
    Page<Rebuild> list() {
        return new Page<>(rebuilds.all(), null);
    }

    @GetMapping("/operations/rebuilds/{id}")
    Rebuild show(@PathVariable String id) {
        return rebuilds.find(id).orElseThrow(() -> new NotFound("rebuild-not-found", "there is no rebuild " + id));
    }

    private ProjectionDefinition projection(String name) {
        return processors.projection(name).orElseThrow(
                () -> new NotFound("projection-not-found", "this service has no projection " + name));
    }

    static final class UnknownMode extends RuntimeException {
        UnknownMode(String mode) {
            super("mode is in-place or blue-green, found " + mode, null, false, false);
        }
    }
}
