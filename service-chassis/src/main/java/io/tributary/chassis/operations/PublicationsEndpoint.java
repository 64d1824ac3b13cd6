package io.tributary.chassis.operations;

import io.tributary.chassis.publishing.EventPublisher;
import io.tributary.chassis.publishing.PublisherStatus;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Page;
import io.tributary.chassis.web.Refuses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What this service publishes, and publishing it again from its store. */
@RestController
class PublicationsEndpoint {
    private final Optional<EventPublisher> publisher;
    private final ServiceName service;
    private final OperationLog log;

    PublicationsEndpoint(Optional<EventPublisher> publisher, ServiceName service, OperationLog log) {
        this.publisher = publisher;
        this.service = service;
        this.log = log;
    }

    /**
     * What is asked for.
     *
     * @param newGeneration publish to a new topic, as after a change of the publication list or for a damaged topic
     */
    record RepublishRequest(@Nullable Boolean newGeneration) {}

    record Publication(String service, String owner, long head, long lag, PublisherStatus publisher) {}

    @GetMapping("/operations/publications")
    Page<Publication> list() {
        return new Page<>(publisher.map(this::describe).map(List::of).orElse(List.of()), null);
    }

    @PostMapping("/operations/publications/{name}/republish")
    @Refuses(unknown = "publication-not-found")
    ResponseEntity<Publication> republish(@PathVariable String name, @RequestBody(required = false) @Nullable RepublishRequest request,
            HttpServletRequest http) {
        var found = publisher.filter(own -> name.equals(own.owner()) || name.equals(service.value())).orElseThrow(
                () -> new NotFound("publication-not-found", service.value() + " does not publish for " + name));
        var newGeneration = request != null && Boolean.TRUE.equals(request.newGeneration());
        log.note(DeadLettersEndpoint.who(http), newGeneration ? "republish to a new generation" : "republish", found.owner(), null);
        found.republish(newGeneration);
        return ResponseEntity.accepted().body(describe(found));
    }

    private Publication describe(EventPublisher own) {
        return new Publication(service.value(), own.owner(), own.head(), Math.max(0, own.head() - own.published()), own.status());
    }
}
