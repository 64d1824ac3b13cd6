package io.tributary.payment.payercopy;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.runtime.Processors;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class PayerCopyConfiguration {
    @Bean
    ProjectionDefinition payerCopyReplica(PayerCopy copy, JdbcTemplate jdbc) {
        return new ProjectionDefinition(PayerCopyReplica.NAME, EventSource.topics("user"), List.of("payer_copy"),
                generation -> new BatchProjection(Processors.nameOf(PayerCopyReplica.NAME, generation),
                        new PayerCopyReplica(jdbc, generation)),
                (_, key) -> copy.appliedUpTo(key));
    }
}
