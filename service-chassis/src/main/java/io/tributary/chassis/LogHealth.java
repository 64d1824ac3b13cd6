package io.tributary.chassis;

import io.tributary.eventstore.CommitLog;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up while the service's own log can be read, so that a command has a chance to be stored. */
final class LogHealth extends AbstractHealthIndicator {
    private final CommitLog log;

    LogHealth(CommitLog log) {
        super("the commit log does not answer");
        this.log = log;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up().withDetail("commit", log.refreshedHead().commit());
    }
}
