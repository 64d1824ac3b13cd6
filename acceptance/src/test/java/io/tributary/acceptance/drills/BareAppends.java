package io.tributary.acceptance.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ten times a second a few bytes that go to the disk on which all owners' stores are, by nobody's store: what takes long here takes long for
 * every owner's commands, whatever else is broken. What would have been appended during a long append counts as having waited for its end, which is
 * how HdrHistogram corrects what was measured one after the other.
 */
final class BareAppends implements AutoCloseable {
    private static final int BYTES = 512;
    private static final long EVERY_MS = 100;
    private final List<Append> appends = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Path file;
    private final FileChannel channel;

    private record Append(Instant at, Duration took) {}

    private BareAppends(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static BareAppends in(Path folder) {
        try {
            Path file = Files.createTempFile(folder, "appends", "");
            var appends = new BareAppends(file, FileChannel.open(file, StandardOpenOption.APPEND));
            appends.clock.scheduleWithFixedDelay(appends::append, 0, EVERY_MS, TimeUnit.MILLISECONDS);
            return appends;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append() {
        Instant at = Instant.now();
        try {
            channel.write(ByteBuffer.allocate(BYTES));
            channel.force(false);
        } catch (IOException _) {
            return; // there is nothing to be measured
        }
        appends.add(new Append(at, Duration.between(at, Instant.now())));
    }

    /** Whether 99 of 100 of the appends took no longer than what is held against nobody. */
    boolean areEven(Instant from, Instant to) {
        List<Duration> took = took(from, to);
        boolean even = !took.isEmpty() && took.get((int) Math.ceil(took.size() * 0.99) - 1).compareTo(Drill.FLOOR) <= 0;
        System.out.printf("  bare appends: %s%s%n", told(took), even ? "" : "; not compared");
        return even;
    }

    private static String told(List<Duration> took) {
        return took.isEmpty()
                ? "none"
                : "%d of %d over %d ms, the longest %d ms".formatted(
                        took.stream().filter(one -> one.compareTo(Drill.FLOOR) > 0).count(), took.size(), Drill.FLOOR.toMillis(),
                        took.getLast().toMillis());
    }

    private List<Duration> took(Instant from, Instant to) {
        return appends.stream().filter(append -> !append.at().isBefore(from) && append.at().isBefore(to)).flatMap(
                append -> Stream.iterate(append.took(), Duration::isPositive, took -> took.minusMillis(EVERY_MS))).sorted().toList();
    }

    @Override
    public void close() {
        clock.close();
        try {
            channel.close();
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
