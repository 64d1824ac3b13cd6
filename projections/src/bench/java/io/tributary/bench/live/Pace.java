package io.tributary.bench.live;

import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/** Starts an operation every so often, whatever the ones before it take, as long as a thread is free. */
final class Pace {
    private static final long NANOS = 1_000_000_000;
    private static final int THREADS = 32;
    /** A percentile needs more operations than a rate. */
    private static final int TIMES_LONGER = 4;

    private Pace() {}

    /** One operation of one thread; returns what it took in milliseconds. */
    @FunctionalInterface
    interface Operation {
        double call(int thread, long number) throws Exception;
    }

    /** @param share of the operations whose time is not above the value of the measurement */
    static Measurement run(Load load, int perSecond, double share, Operation operation) throws Exception {
        var next = new AtomicLong();
        var taken = new double[THREADS][];
        var counts = new int[THREADS];
        Arrays.setAll(taken, _ -> new double[(int) (load.millis() * TIMES_LONGER * perSecond / 1000) + THREADS]);
        long began = System.nanoTime();
        var measured = ClosedLoop.run(new Load(THREADS, load.millis() * TIMES_LONGER), thread -> {
            long number = next.getAndIncrement();
            long due = began + number * NANOS / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            taken[thread][counts[thread]++] = operation.call(thread, number);
            return 1;
        });
        var all = DoubleStream.of().toArray();
        for (int thread = 0; thread < THREADS; thread++) {
            all = DoubleStream.concat(Arrays.stream(all), Arrays.stream(taken[thread], 0, counts[thread])).toArray();
        }
        return new Measurement(measured.events(), measured.seconds(), measured.cpuSeconds(), share(all, share));
    }

    /** The value that so large a share of them does not exceed. */
    static double share(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }
}
