package io.tributary.views;

import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Delivers streams as processors may: several segments at a time, each aggregate to one of them and in its order, everything else in any
 * order, in batches of any size, and many batches twice.
 */
public final class AnyOrderOfArrival {
    private static final int SEGMENTS = 4;
    private static final int MAX_BATCH = 12;

    private final ViewDatabase database;
    private final RandomGenerator random;

    public AnyOrderOfArrival(ViewDatabase database, RandomGenerator random) {
        this.database = database;
        this.random = random;
    }

    public void deliver(List<List<PositionedEvent>> streams, BatchProjection.Rows rows) throws Exception {
        List<List<List<PositionedEvent>>> segments = segments(streams);
        try (var threads = Executors.newFixedThreadPool(SEGMENTS)) {
            var running = new ArrayList<Future<?>>();
            for (List<List<PositionedEvent>> batches : segments) {
                Callable<Void> segment = () -> {
                    batches.forEach(batch -> database.inTransaction(() -> rows.write(new EventBatch(batch))));
                    return null;
                };
                running.add(threads.submit(segment));
            }
            for (Future<?> segment : running) {
                segment.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private List<List<List<PositionedEvent>>> segments(List<List<PositionedEvent>> streams) {
        var shares = new ArrayList<List<Deque<PositionedEvent>>>();
        for (int i = 0; i < SEGMENTS; i++) {
            shares.add(new ArrayList<>());
        }
        streams.forEach(stream -> shares.get(random.nextInt(SEGMENTS)).add(new ArrayDeque<>(stream)));
        return shares.stream().map(this::batches).toList();
    }

    private List<List<PositionedEvent>> batches(List<Deque<PositionedEvent>> streams) {
        var batches = new ArrayList<List<PositionedEvent>>();
        while (!streams.isEmpty()) {
            var batch = new ArrayList<PositionedEvent>();
            for (int size = 1 + random.nextInt(MAX_BATCH); size > 0 && !streams.isEmpty(); size--) {
                Deque<PositionedEvent> stream = streams.get(random.nextInt(streams.size()));
                batch.add(stream.remove());
                if (stream.isEmpty()) {
                    streams.remove(stream);
                }
            }
            batches.add(batch);
            if (random.nextInt(3) == 0) {
                batches.add(batches.get(random.nextInt(batches.size())));
            }
        }
        return batches;
    }

    /** Seeds for a run; each shows in the name of its test. */
    public static List<Long> seeds(int count) {
        return RandomGeneratorFactory.getDefault().create().longs(count).boxed().toList();
    }
}
