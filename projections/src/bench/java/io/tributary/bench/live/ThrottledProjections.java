package io.tributary.bench.live;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.views.PacedProjection;
import io.tributary.views.ProjectionsApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;

/** The service with the views, whose rebuilds take so many events a second and no more. */
public final class ThrottledProjections {
    static final int EVENTS_PER_SECOND = 2000;

    private ThrottledProjections() {}

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[]{ProjectionsApplication.class, Throttle.class}, arguments);
    }

    static final class Throttle implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof ProjectionDefinition it
                    ? new ProjectionDefinition(it.name(), it.source(), it.tables(), generation -> paced(it, generation), it.applied())
                    : bean;
        }

        /** The first generation is filled before anything is measured. */
        private static Object paced(ProjectionDefinition projection, int generation) {
            var handler = projection.handlers().apply(generation);
            return generation > 1 ? new PacedProjection((BatchProjection) handler, EVENTS_PER_SECOND) : handler;
        }
    }
}
