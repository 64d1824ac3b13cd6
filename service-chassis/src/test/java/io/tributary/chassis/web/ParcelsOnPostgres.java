package io.tributary.chassis.web;

import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The parcel service on PostgreSQL, started once for all tests that carry this; some count its commits, so they take turns. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = ParcelService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis", "tributary.owner=parcel"})
@ContextConfiguration(initializers = WithPostgres.class)
@ResourceLock("the parcel service on PostgreSQL")
@interface ParcelsOnPostgres {}
