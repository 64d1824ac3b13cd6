package io.tributary.payment;

import io.tributary.chassis.testing.EmbeddedServers.WithKafka;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import io.tributary.security.testing.TestIssuer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole service on real servers, started once for all tests that carry this. The provider answers late only where a test says so. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {TestIssuer.NO_RATE_LIMIT, "tributary.provider.answer-time=1s",
        "tributary.provider.pause=50ms"})
@ContextConfiguration(initializers = {WithPostgres.class, WithKafka.class, TestIssuer.Believed.class})
@Import(HandOperatedProvider.class)
public @interface PaymentServiceIntegration {}
