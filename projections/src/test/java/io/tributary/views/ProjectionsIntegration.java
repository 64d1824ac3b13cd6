package io.tributary.views;

import io.tributary.chassis.testing.EmbeddedServers.WithKafka;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import io.tributary.security.testing.TestIssuer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/** The whole service on a free port, fed from a real broker into a real database; one for all tests that carry this. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = ProjectionsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {TestIssuer.NO_RATE_LIMIT,
        "tributary.health.max-lag=2s"})
@ContextConfiguration(initializers = {WithPostgres.class, WithKafka.class, TestIssuer.Believed.class})
public @interface ProjectionsIntegration {}
