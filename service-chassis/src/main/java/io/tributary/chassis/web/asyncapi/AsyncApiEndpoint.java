package io.tributary.chassis.web.asyncapi;

import io.swagger.v3.oas.annotations.Hidden;
import io.tributary.chassis.publishing.EventPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** AsyncAPI 3.0 of the owner's topic, in the generation that is published to now. */
@Hidden
@RestController
class AsyncApiEndpoint {
    private static final int FIRST = 1;
    private final TopicContract contract;
    private final ObjectProvider<EventPublisher> publisher;

    AsyncApiEndpoint(TopicContract contract, ObjectProvider<EventPublisher> publisher) {
        this.contract = contract;
        this.publisher = publisher;
    }

    @GetMapping("/asyncapi")
    JsonNode document() {
        EventPublisher own = publisher.getIfAvailable();
        return contract.document(own == null ? FIRST : Math.max(FIRST, own.status().generation()));
    }
}
