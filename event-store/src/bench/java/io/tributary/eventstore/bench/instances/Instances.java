package io.tributary.eventstore.bench.instances;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.bench.append.CommandPath;
import io.tributary.eventstore.bench.append.Json;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** One or two instances, each with a log, a store and a cache of its own, in one virtual machine so that their CPU is counted together. */
final class Instances {
    private static final int REST_MILLIS = 20;
    private static final int MOST = 200;
    private final List<CommitLog> logs;
    private final List<CommandPath> paths;

    Instances(List<CommitLog> logs) {
        this.logs = logs;
        paths = logs.stream().map(log -> {
            var store = CommitLogEventStore.builder().commitLog(log).eventSerializer(Json.serializer()).build();
            return new CommandPath(store, CommandPath.cached(store), () -> log.refreshedHead().nextPosition());
        }).toList();
    }

    Map<String, Scenario> scenarios() {
        return Map.of("create", this::create, "longest wait", this::longestWait, "catch up", this::catchUp);
    }

    /** The value is what the slower instance stored for each event of the faster one. */
    private Measurement create(Load load) throws Exception {
        var stored = new AtomicLongArray(paths.size());
        var measured = ClosedLoop.run(load, caller -> {
            int instance = caller % paths.size();
            int events = paths.get(instance).createOne();
            stored.addAndGet(instance, events);
            return events;
        }, () -> logs.getFirst().refreshedHead().nextPosition());
        long first = stored.get(0);
        long last = stored.get(paths.size() - 1);
        return new Measurement(measured.events(), measured.seconds(), measured.cpuSeconds(),
                (double) Math.min(first, last) / Math.max(first,
                        last));
    }

    /** The value is how long the slowest command took, in milliseconds. */
    private Measurement longestWait(Load load) throws Exception {
        var longest = new AtomicLongArray(load.callers());
        var measured = ClosedLoop.run(load, caller -> {
            long began = System.nanoTime();
            int events = paths.get(caller % paths.size()).createOne();
            longest.accumulateAndGet(caller, System.nanoTime() - began, Math::max);
            return events;
        });
        double most = 0;
        for (int caller = 0; caller < load.callers(); caller++) {
            most = Math.max(most, longest.get(caller) / 1e6);
        }
        return new Measurement(measured.events(), measured.seconds(), measured.cpuSeconds(), most);
    }

    /** From the acknowledgement of a commit of the first instance to when the last one knows it, after a rest: the median in milliseconds. */
    private Measurement catchUp(Load load) throws Exception {
        var writer = logs.getFirst();
        var reader = logs.getLast();
        var moved = new Semaphore(0);
        var latencies = new double[MOST];
        int count = 0;
        long began = System.nanoTime();
        var registration = reader.onHeadMoved(moved::release);
        while (count < MOST && (count < 3 || System.nanoTime() - began < load.millis() * 1_000_000)) {
            Thread.sleep(REST_MILLIS);
            moved.drainPermits();
            long commit = writer.append(commit()).commit();
            long acknowledged = System.nanoTime();
            while (reader.head().commit() < commit) {
                if (!moved.tryAcquire(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("commit " + commit + " of another instance was not seen within a minute");
                }
            }
            latencies[count++] = Math.max(0, System.nanoTime() - acknowledged) / 1e6;
        }
        registration.cancel();
        var sorted = Arrays.stream(latencies).limit(count).sorted().toArray();
        return new Measurement(count, (System.nanoTime() - began) / 1e9, 0, sorted[count / 2]);
    }

    private static NewCommit commit() {
        var json = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var event = new LogEvent(UUID.randomUUID(), UUID.randomUUID().toString(), 0, "Account", "opened", 1, Instant.now(), json, json);
        return new NewCommit(UUID.randomUUID(), List.of(event), null);
    }
}
