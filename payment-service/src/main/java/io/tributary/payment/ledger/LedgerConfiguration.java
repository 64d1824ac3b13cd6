package io.tributary.payment.ledger;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.runtime.Processors;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    @Bean
    ProjectionDefinition ledger(LedgerBalancesProjection balances, JdbcTemplate jdbc) {
        return new ProjectionDefinition(LedgerProjection.NAME, EventSource.ownLog(), List.of("ledger_payment", "ledger_posting"),
                generation -> new BatchProjection(Processors.nameOf(LedgerProjection.NAME, generation),
                        new LedgerProjection(new LedgerTables(jdbc, generation))),
                (_, key) -> balances.appliedUpTo(key));
    }
}
