package io.tributary.order.orderlist;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderListConfiguration {
    @Bean
    ProjectionDefinition orderList(OrderListProjection list) {
        return new ProjectionDefinition(OrderListProjection.NAME, EventSource.ownLog(), List.of(OrderListProjection.COLLECTION),
                list::generation, (_, key) -> list.appliedUpTo(key));
    }
}
