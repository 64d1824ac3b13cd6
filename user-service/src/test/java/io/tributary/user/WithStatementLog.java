package io.tributary.user;

import io.tributary.chassis.testing.EmbeddedServers;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The database's server notes what the service has it do. */
final class WithStatementLog implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String role = context.getEnvironment().getRequiredProperty("spring.datasource.username");
        context.getBeanFactory().registerSingleton("statementLog", EmbeddedServers.postgres().logStatementsOf(role));
    }
}
