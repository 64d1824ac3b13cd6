package io.tributary.eventstore.bench;

import io.tributary.eventstore.bench.worker.Measurement;

/**
 * What one variant did in one round.
 *
 * @param serverSeconds CPU time of the servers while it worked, without what was counted and checked before and after
 */
public record Sample(Measurement measured, double serverSeconds) {
    public double rate() {
        return measured.rate();
    }

    public double value() {
        return measured.value();
    }

    /** CPU of both sides per event, in microseconds. */
    public double micros() {
        return workerMicros() + serverMicros();
    }

    public double workerMicros() {
        return measured.cpuSeconds() * 1e6 / measured.events();
    }

    public double serverMicros() {
        return serverSeconds * 1e6 / measured.events();
    }
}
