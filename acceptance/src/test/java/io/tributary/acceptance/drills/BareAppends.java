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

/**
 * Ten times a second a few bytes that go to the disk on which all owners' stores are, by nobody's store: what takes long here takes long for
 * every owner's commands, whatever else is broken. Told with each drill; nothing is judged by it.
 */
final class BareAppends implements AutoCloseable {
    private static final int BYTES = 512;
    private static final long EVERY_MS = 100;
    private static final Duration LONG = Duration.ofMillis(50);
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
            appends.clock.scheduleAtFixedRate(appends::append, 0, EVERY_MS, TimeUnit.MILLISECONDS);
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

    /** How many of the appends took long, and how long the longest took. */
    String between(Instant from, Instant to) {
        List<Duration> took = appends.stream().filter(append -> !append.at().isBefore(from) && append.at().isBefore(to)).map(
                Append::took).sorted().toList();
        return took.isEmpty()
                ? "none"
                : "%d of %d over %d ms, the longest %d ms".formatted(
                        took.stream().filter(one -> one.compareTo(LONG) > 0).count(), took.size(), LONG.toMillis(),
                        took.getLast().toMillis());
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
