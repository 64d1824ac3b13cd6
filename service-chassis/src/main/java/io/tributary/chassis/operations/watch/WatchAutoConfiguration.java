package io.tributary.chassis.operations.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.publishing.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Health and metrics of what this service reads and publishes. */
@AutoConfiguration(afterName = {"io.tributary.chassis.processing.ProcessingAutoConfiguration",
        "io.tributary.chassis.publishing.PublishingAutoConfiguration",
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"})
@ConditionalOnBean(Processors.class)
class WatchAutoConfiguration {
    @Bean
    Figures figures(Processors processors, ConsumerStore store, ObjectProvider<EventPublisher> publisher) {
        return new Figures(processors, store, publisher.getIfAvailable(), Clock.systemUTC());
    }

    @Bean
    LagHealth lagHealthIndicator(Figures figures, @Value("${tributary.health.max-lag}") Duration maxLag) {
        return new LagHealth(figures, maxLag);
    }

    @Bean
    @ConditionalOnBean(MeterRegistry.class)
    ProcessingMetrics processingMetrics(MeterRegistry registry, Figures figures, Processors processors,
            ObjectProvider<EventPublisher> publisher) {
        return new ProcessingMetrics(registry, figures, processors, publisher.getIfAvailable());
    }
}
