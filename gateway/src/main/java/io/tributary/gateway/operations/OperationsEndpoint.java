package io.tributary.gateway.operations;

import io.tributary.gateway.Service;
import io.tributary.gateway.ServiceFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** Operations of all services at one address: lists are merged, and a name or an id tells which service is meant. */
@RestController
@RequestMapping("/operations")
class OperationsEndpoint {
    /** One service that hangs must not hide what the others list. */
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(5);
    private static final String NO_REBUILD = "rebuild-not-found";
    private static final String NO_DEAD_LETTER = "dead-letter-not-found";
    private final ServiceOperations services;

    OperationsEndpoint(ServiceOperations services) {
        this.services = services;
    }

    /**
     * A page of each service's list.
     *
     * @param unreachable services whose items are missing
     * @param next cursor of the pages behind these; null if there are none
     */
    record Merged(List<JsonNode> items, List<String> unreachable, @Nullable String next) {}

    @GetMapping({"/processors", "/rebuilds", "/dead-letters", "/publications", "/log"})
    ResponseEntity<?> list(@RequestParam @Nullable String cursor, @RequestParam @Nullable String limit, HttpServletRequest request)
            throws IOException {
        return ofAll(request.getRequestURI(), Pages.of(cursor), limit, LIST_PATIENCE);
    }

    /** Parked events to try again in all services: those with one cause, or all. */
    @PostMapping("/dead-letters/retry")
    ResponseEntity<?> retryMany(HttpServletRequest request) throws IOException {
        return ofAll(request.getRequestURI(), Pages.of(null), null, services.patience());
    }

    /** The answers of all as one; what the first one refuses, none is asked any more. */
    private ResponseEntity<?> ofAll(String path, Pages pages, @Nullable String limit, Duration patience) throws IOException {
        var request = services.current();
        var items = new ArrayList<JsonNode>();
        var unreachable = new ArrayList<String>();
        var next = new EnumMap<Service, String>(Service.class);
        for (Service service : pages.cursors().keySet()) {
            try {
                var answer = services.send(service, path, pages.query(service, limit), patience, request);
                if (ServiceOperations.isRefused(answer)) {
                    return answer;
                }
                items.addAll(ServiceOperations.items(service, answer));
                ServiceOperations.next(answer).ifPresent(cursor -> next.put(service, cursor));
            } catch (ServiceFailure _) {
                unreachable.add(service.text());
            }
        }
        return ResponseEntity.ok(new Merged(items, unreachable, new Pages(next).text()));
    }

    @PostMapping("/projections/{name}/{action}")
    ResponseEntity<JsonNode> projection(@PathVariable String name, @PathVariable String action) throws IOException {
        return send(Operated.projection(name), "/operations/projections/", "/" + action);
    }

    @PostMapping("/publications/{name}/republish")
    ResponseEntity<JsonNode> republish(@PathVariable String name) throws IOException {
        return send(Operated.publication(name), "/operations/publications/", "/republish");
    }

    @GetMapping("/rebuilds/{id}")
    ResponseEntity<JsonNode> rebuild(@PathVariable String id) throws IOException {
        return send(Operated.id(id, NO_REBUILD), "/operations/rebuilds/", "");
    }

    @PostMapping("/rebuilds/{id}/cancellation")
    ResponseEntity<JsonNode> cancellation(@PathVariable String id) throws IOException {
        return send(Operated.id(id, NO_REBUILD), "/operations/rebuilds/", "/cancellation");
    }

    @PostMapping("/dead-letters/{id}/retry")
    ResponseEntity<JsonNode> retry(@PathVariable String id) throws IOException {
        return send(Operated.id(id, NO_DEAD_LETTER), "/operations/dead-letters/", "/retry");
    }

    @DeleteMapping("/dead-letters/{id}")
    ResponseEntity<JsonNode> discard(@PathVariable String id) throws IOException {
        return send(Operated.id(id, NO_DEAD_LETTER), "/operations/dead-letters/", "");
    }

    private ResponseEntity<JsonNode> send(Operated target, String before, String after) throws IOException {
        return services.send(target.service(), before + UriUtils.encodePathSegment(target.id(), StandardCharsets.UTF_8) + after,
                services.patience(), services.current());
    }
}
