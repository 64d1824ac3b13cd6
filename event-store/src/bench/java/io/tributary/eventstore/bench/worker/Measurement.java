package io.tributary.eventstore.bench.worker;

/**
 * What one run took.
 *
 * @param events how many events, or other units of work, were done and found to be done
 * @param seconds of wall time
 * @param cpuSeconds of the worker's virtual machine
 * @param value what the scenario is about if that is not a rate, else 0
 */
public record Measurement(double events, double seconds, double cpuSeconds, double value) {
    public double rate() {
        return events / seconds;
    }
}
