package io.tributary.chassis.web;

import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import java.time.Duration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = ParcelService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis", "tributary.owner=parcel"})
@ContextConfiguration(initializers = WithPostgres.class)
class CommandsOverHttpOnPostgresIT extends CommandsOverHttpContract {
    @Override
    Duration manyWithin() {
        return Duration.ofSeconds(2);
    }
}
