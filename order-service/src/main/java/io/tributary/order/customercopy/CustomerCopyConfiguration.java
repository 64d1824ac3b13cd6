package io.tributary.order.customercopy;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CustomerCopyConfiguration {
    @Bean
    ProjectionDefinition customerCopyReplica(CustomerCopy copy) {
        return new ProjectionDefinition(CustomerCopy.NAME, EventSource.topics("user"), List.of(CustomerCopy.COLLECTION),
                generation -> new CustomerCopyReplica(copy.generation(generation)), (_, key) -> copy.appliedUpTo(key));
    }
}
