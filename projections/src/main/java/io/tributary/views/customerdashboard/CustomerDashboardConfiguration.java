package io.tributary.views.customerdashboard;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CustomerDashboardConfiguration {
    @Bean
    ProjectionDefinition customerDashboard(CustomerDashboardProjection projection) {
        return new ProjectionDefinition(CustomerDashboardProjection.NAME, EventSource.topics("user", "order", "payment"),
                List.of("customer_dashboard", "customer_dashboard_order"), projection::generation, projection::applied);
    }
}
