package io.tributary.payment.ledger;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    @Bean
    ProjectionDefinition ledger(LedgerBalancesProjection balances, JdbcClient jdbc) {
        return new ProjectionDefinition(LedgerProjection.NAME, EventSource.ownLog(), List.of("ledger_payment", "ledger_posting"),
                generation -> new LedgerProjection(new LedgerTables(jdbc, generation)), (_, key) -> balances.appliedUpTo(key));
    }
}
