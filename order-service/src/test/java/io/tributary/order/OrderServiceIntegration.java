package io.tributary.order;

import io.tributary.chassis.testing.EmbeddedServers.WithKafka;
import io.tributary.chassis.testing.EmbeddedServers.WithMongo;
import io.tributary.security.testing.TestIssuer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on real servers, started once for all tests that carry this. An order waits three seconds for its payment; some cancel
 * all that wait, so the classes take turns.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {TestIssuer.NO_RATE_LIMIT, "tributary.payment-deadline=3s"})
@ContextConfiguration(initializers = {WithMongo.class, WithKafka.class, TestIssuer.Believed.class})
@ResourceLock("the running order service")
public @interface OrderServiceIntegration {}
