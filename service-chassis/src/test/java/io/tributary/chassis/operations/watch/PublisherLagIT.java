package io.tributary.chassis.operations.watch;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.chassis.events.EventSerializer;
import io.tributary.chassis.events.SnapshotCodec;
import io.tributary.chassis.flow.Owner;
import io.tributary.chassis.flow.Parcels;
import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.runtime.ProcessorFactory;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.publishing.EventPublisher;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.Test;

class PublisherLagIT {
    private static final int EVENTS = 3;
    private static final KafkaClients NOBODY_THERE = new KafkaClients("127.0.0.1:1");
    private final String owner = Parcels.freshOwner();

    @Test
    void counts_what_a_publisher_without_a_broker_has_not_published_and_falls_to_nothing_once_there_is_one() {
        try (var database = Owner.fresh(); var log = PostgresCommitLog.open(database.dataSource())) {
            var store = database.instance(Duration.ofSeconds(10));
            var cannot = EventPublisher.of(Parcels.publicationList(owner), log, NOBODY_THERE, store, Parcels.CODEC);
            for (int i = 0; i < EVENTS; i++) {
                new Parcels(log).packed(i, "label");
            }
            cannot.start();
            assertLag(store, cannot, EVENTS);
            assertThat(cannot.status().active()).isFalse();
            cannot.stop();

            var can = EventPublisher.of(Parcels.publicationList(owner), log, Owner.CLIENTS, store, Parcels.CODEC);
            can.start();
            assertLag(store, can, 0);
            can.stop();
        }
    }

    private static void assertLag(ConsumerStore store, EventPublisher publisher, double expected) {
        var decoder = new RecordDecoder(new EventSerializer(Parcels.CODEC, new SnapshotCodec(List.of())), NoOpEventUpcaster.INSTANCE);
        var processors = new Processors(List.of(), List.of(), new ProcessorFactory(store, decoder, null, null,
                ClasspathParameterResolverFactory.forClass(PublisherLagIT.class),
                ClasspathHandlerDefinition.forClass(PublisherLagIT.class)),
                store);
        var figures = new Figures(processors, store, publisher, Clock.systemUTC());
        var registry = new SimpleMeterRegistry();
        var metrics = new ProcessingMetrics(registry, figures, processors, publisher);
        figures.start();
        eventually(() -> assertThat(registry.get("tributary.publisher.lag.events").tag("owner", publisher.owner()).gauge().value()).as(
                metrics.toString()).isEqualTo(expected));
        figures.stop();
    }
}
