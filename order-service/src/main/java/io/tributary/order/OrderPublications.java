package io.tributary.order;

import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.chassis.publishing.PublicationList;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What leaves this service: all that happens to an order. */
@Configuration(proxyBeanMethods = false)
class OrderPublications {
    @Bean
    PublicationList publications() {
        return new PublicationList("order", Set.of(OrderPlaced.class, OrderConfirmed.class, OrderShipped.class, OrderCancelled.class));
    }
}
