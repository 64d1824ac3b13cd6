package io.tributary.chassis.operations.watch;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Out of service while an event has waited longer than the limit for a policy, or for a view as it is read. */
final class LagHealth extends AbstractHealthIndicator {
    private final Figures figures;
    private final Duration maxLag;

    LagHealth(Figures figures, Duration maxLag) {
        this.figures = figures;
        this.maxLag = maxLag;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var lag = figures.longestWait();
        (lag.compareTo(maxLag) > 0 ? health.outOfService() : health.up()).withDetail("lagMs", lag.toMillis()).withDetail("maxLagMs",
                maxLag.toMillis());
    }
}
