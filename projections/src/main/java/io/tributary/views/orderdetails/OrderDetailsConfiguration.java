package io.tributary.views.orderdetails;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderDetailsConfiguration {
    @Bean
    ProjectionDefinition orderDetails(OrderDetailsProjection projection) {
        return new ProjectionDefinition(OrderDetailsProjection.NAME, EventSource.topics("user", "order", "payment"),
                List.of("order_details_customer", "order_details"), projection::generation, projection::applied);
    }
}
