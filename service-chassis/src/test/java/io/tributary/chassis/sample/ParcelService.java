package io.tributary.chassis.sample;

import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.publishing.PublicationList;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A whole service, small: what the chassis is tested with. Weights stay private. */
@SpringBootApplication
public class ParcelService {
    @Bean
    EventCatalog events() {
        return EventCatalog.of(ParcelEvent.class);
    }

    @Bean
    PublicationList publications() {
        return new PublicationList("parcel", Set.of(ParcelPacked.class, ParcelRelabelled.class, ParcelSent.class));
    }
}
