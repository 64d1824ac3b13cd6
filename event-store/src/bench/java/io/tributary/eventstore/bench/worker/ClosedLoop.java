package io.tributary.eventstore.bench.worker;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Callers that each send their next operation when the one before is acknowledged. */
public final class ClosedLoop {
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ClosedLoop() {}

    /** One operation of one caller. */
    @FunctionalInterface
    public interface Operation {
        /** Returns how many events it stored. */
        int call(int caller) throws Exception;
    }

    /** How many events the store holds, asked before and after. */
    @FunctionalInterface
    public interface Count {
        long rows() throws Exception;
    }

    /** @throws IllegalStateException if the store did not grow by exactly the events acknowledged */
    public static Measurement run(Load load, Operation operation, Count count) throws Exception {
        long before = count.rows();
        Measurement measured = run(load, operation);
        long grown = count.rows() - before;
        if (grown != Math.round(measured.events())) {
            throw new IllegalStateException("acknowledged " + measured.events() + " events, but the store grew by " + grown);
        }
        return measured;
    }

    public static Measurement run(Load load, Operation operation) throws Exception {
        var start = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(load.callers())) {
            var callers = IntStream.range(0, load.callers()).mapToObj(caller -> pool.submit(loop(load, operation, caller, start))).toList();
            return once(() -> {
                start.countDown();
                long events = 0;
                for (var caller : callers) {
                    events += result(caller);
                }
                return events;
            });
        }
    }

    private static Callable<Long> loop(Load load, Operation operation, int caller, CountDownLatch start) {
        return () -> {
            start.await();
            long until = System.nanoTime() + load.millis() * 1_000_000;
            long events = 0;
            do {
                events += operation.call(caller);
            } while (System.nanoTime() < until);
            return events;
        };
    }

    private static long result(Future<Long> caller) throws Exception {
        try {
            return caller.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an operation failed", e.getCause());
        }
    }

    /** One piece of work done once, measured as a whole. */
    public static Measurement once(Callable<Long> work) throws Exception {
        Worker.mark();
        long cpu = SYSTEM.getProcessCpuTime();
        long began = System.nanoTime();
        long events = work.call();
        var measured = new Measurement(events, (System.nanoTime() - began) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9, 0);
        Worker.mark();
        return measured;
    }
}
