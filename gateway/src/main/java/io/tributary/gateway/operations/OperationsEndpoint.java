package io.tributary.gateway.operations;

import io.tributary.gateway.Service;
import io.tributary.gateway.ServiceFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** Operations of all services at one address: lists are merged, and a name or an id tells which service is meant. */
@RestController
@RequestMapping("/operations")
class OperationsEndpoint {
    private static final byte[] NO_BODY = {};
    /** One service that hangs must not hide what the others list. */
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(5);
    private final ServiceOperations services;

    OperationsEndpoint(ServiceOperations services) {
        this.services = services;
    }

    /** {@code unreachable}: services whose items are missing. */
    record Merged(List<JsonNode> items, List<String> unreachable) {}

    @GetMapping({"/processors", "/rebuilds", "/dead-letters", "/publications", "/log"})
    Merged list(HttpServletRequest request) throws IOException {
        return merged(request.getRequestURI(), LIST_PATIENCE, NO_BODY);
    }

    /** Which parked events to try again in all services: those with this cause, or all. */
    record Retry(@Nullable String cause) {}

    @PostMapping("/dead-letters/retry")
    Merged retryMany(@RequestBody Retry wanted) throws IOException {
        return merged("/operations/dead-letters/retry", services.patience(), services.body(wanted));
    }

    private Merged merged(String path, Duration patience, byte[] body) throws IOException {
        var items = new ArrayList<JsonNode>();
        var unreachable = new ArrayList<String>();
        for (Service service : Service.values()) {
            try {
                items.addAll(services.items(service, path, patience, body));
            } catch (ServiceFailure _) {
                unreachable.add(service.text());
            }
        }
        return new Merged(items, unreachable);
    }

    @PostMapping("/projections/{name}/{action}")
    ResponseEntity<JsonNode> projection(@PathVariable String name, @PathVariable String action,
            @RequestBody(required = false) byte @Nullable [] body) throws IOException {
        return send(Operated.projection(name), "/operations/projections/", "/" + action, body);
    }

    @PostMapping("/publications/{name}/republish")
    ResponseEntity<JsonNode> republish(@PathVariable String name, @RequestBody(required = false) byte @Nullable [] body)
            throws IOException {
        return send(Operated.publication(name), "/operations/publications/", "/republish", body);
    }

    @GetMapping("/rebuilds/{id}")
    ResponseEntity<JsonNode> rebuild(@PathVariable String id) throws IOException {
        return send(Operated.id(id), "/operations/rebuilds/", "", NO_BODY);
    }

    @PostMapping("/rebuilds/{id}/cancellation")
    ResponseEntity<JsonNode> cancellation(@PathVariable String id) throws IOException {
        return send(Operated.id(id), "/operations/rebuilds/", "/cancellation", NO_BODY);
    }

    @PostMapping("/dead-letters/{id}/retry")
    ResponseEntity<JsonNode> retry(@PathVariable String id) throws IOException {
        return send(Operated.id(id), "/operations/dead-letters/", "/retry", NO_BODY);
    }

    @DeleteMapping("/dead-letters/{id}")
    ResponseEntity<JsonNode> discard(@PathVariable String id) throws IOException {
        return send(Operated.id(id), "/operations/dead-letters/", "", NO_BODY);
    }

    private ResponseEntity<JsonNode> send(Operated target, String before, String after, byte @Nullable [] body)
            throws IOException {
        return services.send(target.service(), before + UriUtils.encodePathSegment(target.id(), StandardCharsets.UTF_8)
                + after, body == null ? NO_BODY : body);
    }
}
