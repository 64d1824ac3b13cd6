package io.tributary.chassis.web;

import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithMongo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The parcel service on MongoDB, started once for all tests that carry this; some count its commits, so they take turns. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = ParcelService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "tributary.store=mongo", "tributary.owner=parcel",
        "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration"})
@ContextConfiguration(initializers = WithMongo.class)
@ResourceLock("the parcel service on MongoDB")
@interface ParcelsOnMongo {}
