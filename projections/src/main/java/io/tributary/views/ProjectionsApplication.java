package io.tributary.views;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.user.UserEvent;
import io.tributary.chassis.events.EventCatalog;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class ProjectionsApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ProjectionsApplication.class, arguments);
    }

    @Bean
    EventCatalog events() {
        return EventCatalog.of(UserEvent.class, OrderEvent.class, PaymentEvent.class);
    }
}
