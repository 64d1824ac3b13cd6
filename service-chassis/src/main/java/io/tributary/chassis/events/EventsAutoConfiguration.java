package io.tributary.chassis.events;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Names and serialisation of events, from the {@link EventCatalog} and the {@link Upcaster}s a service declares. */
@AutoConfiguration(before = AxonAutoConfiguration.class)
class EventsAutoConfiguration {

    /** A service without events of its own and of others. */
    @Bean
    @ConditionalOnMissingBean
    EventCatalog eventCatalog() {
        return EventCatalog.of();
    }

    @Bean
    Upcasters upcasters(EventCatalog catalog, List<Upcaster> upcasters) {
        return Upcasters.of(catalog, upcasters);
    }

    @Bean
    EventCodec eventCodec(EventCatalog catalog, Upcasters upcasters) {
        return new EventCodec(catalog, upcasters);
    }

    @Bean
    SnapshotCodec snapshotCodec(ListableBeanFactory beans) {
        Stream<Class<?>> aggregates = Stream.of(beans.getBeanNamesForAnnotation(Aggregate.class)).map(beans::getType);
        return new SnapshotCodec(aggregates.filter(Objects::nonNull).toList());
    }

    @Bean
    EventUpcaster storeUpcaster(Upcasters upcasters) {
        return new UpcastingStore(upcasters);
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(EventCodec codec, SnapshotCodec snapshots) {
        return new EventSerializer(codec, snapshots);
    }

    /** Axon's tokens name the classes of tokens within them; Jackson 3 reads only those it is told to trust. */
    @Bean
    @ConditionalOnMissingBean
    Jackson3SerializerCustomizer tokenTypes() {
        return mapper -> mapper.polymorphicTypeValidator(
                BasicPolymorphicTypeValidator.builder().allowIfBaseType("org.axonframework.").allowIfSubType(
                        "org.axonframework.").allowIfSubType("io.tributary.").allowIfSubType("java.util.").allowIfSubType(
                                "java.lang.").build());
    }
}
