package io.tributary.chassis.processing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class EventHandlersThatAreBeansIT {
    @Test
    void a_service_in_which_axon_would_run_a_handler_by_itself_does_not_start() {
        var service = new SpringApplicationBuilder(ParcelService.class, WithAHandler.class).initializers(new WithPostgres()).properties(
                "server.port=0",
                "tributary.store=postgres", "tributary.owner=parcel",
                "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis");
        assertThatThrownBy(service::run).rootCause().hasMessageContaining("are no beans: [packing]");
    }

    @Configuration(proxyBeanMethods = false)
    static class WithAHandler {
        @Bean
        Packing packing() {
            return new Packing();
        }
    }

    static final class Packing {
        @EventHandler
        void on(ParcelEvent event) {}
    }
}
