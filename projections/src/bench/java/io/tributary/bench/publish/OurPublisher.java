package io.tributary.bench.publish;

import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.bench.Codecs;
import io.tributary.bench.Services;
import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.publishing.EventPublisher;
import io.tributary.chassis.publishing.PublicationList;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The publisher of the services, each time for an owner that has published nothing yet. */
public final class OurPublisher implements Variant {
    private final ConfigurableApplicationContext service;
    private int runs;

    public OurPublisher() throws SQLException {
        FullLog.fill(Database.pool(false));
        service = Services.start(Owner.class, "--tributary.store=postgres", "--tributary.owner=user",
                "--spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis");
    }

    /** A service with a store and without anything that publishes by itself. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Owner {
        @Bean
        EventCatalog events() {
            return Codecs.CATALOG;
        }
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("publish", _ -> publish("ours" + runs++));
    }

    private Measurement publish(String owner) throws Exception {
        var publisher = EventPublisher.of(new PublicationList(owner, Set.of(UserRegistered.class)), service.getBean(CommitLog.class),
                FullLog.clients(), service.getBean(ConsumerStore.class), Codecs.EVENTS);
        var measured = ClosedLoop.once(() -> {
            publisher.start();
            while (publisher.status().next() < FullLog.EVENTS) {
                if (publisher.status().error() != null) {
                    throw new IllegalStateException("publishing failed: " + publisher.status().error());
                }
                Thread.sleep(1);
            }
            return publisher.status().next();
        });
        publisher.stop();
        FullLog.checkAndDelete(owner, true);
        return measured;
    }
}
