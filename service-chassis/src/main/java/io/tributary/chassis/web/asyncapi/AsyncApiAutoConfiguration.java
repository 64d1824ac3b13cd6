package io.tributary.chassis.web.asyncapi;

import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.publishing.EventPublisher;
import io.tributary.chassis.publishing.PublicationList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** {@code GET /asyncapi} of a service that publishes. */
@AutoConfiguration(afterName = "io.tributary.chassis.publishing.PublishingAutoConfiguration")
class AsyncApiAutoConfiguration {
    @Bean
    @ConditionalOnBean(PublicationList.class)
    AsyncApiEndpoint asyncApiEndpoint(PublicationList list, EventCatalog catalog, ObjectProvider<EventPublisher> publisher) {
        return new AsyncApiEndpoint(new TopicContract(list, catalog), publisher);
    }
}
