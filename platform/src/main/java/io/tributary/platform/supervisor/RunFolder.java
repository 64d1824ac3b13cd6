package io.tributary.platform.supervisor;

import io.tributary.servers.files.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Where a running platform can be found by other commands: its lock, its status, and what it is asked to do. */
public record RunFolder(Path folder) {
    private static final int POLL_MILLIS = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Held by the platform for as long as it lives, and freed by the operating system however it dies. */
    public Optional<FileLock> lock() throws IOException {
        Directories.createPrivate(folder);
        FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Optional<FileLock> lock = Optional.ofNullable(file.tryLock());
            if (lock.isEmpty()) {
                file.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            file.close();
            return Optional.empty();
        }
    }

    public boolean isLocked() throws IOException {
        if (!Files.exists(folder.resolve("lock"))) {
            return false;
        }
        Optional<FileLock> free = lock();
        if (free.isPresent()) {
            free.get().acquiredBy().close();
        }
        return free.isEmpty();
    }

    public void write(PlatformStatus status) {
        try {
            Path aside = folder.resolve("status.new");
            Files.write(aside, JSON.writeValueAsBytes(status));
            Files.move(aside, folder.resolve("status.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The platform's status could not be written into " + folder, e);
        }
    }

    /** What the platform last said of itself, running or not. */
    public Optional<PlatformStatus> read() throws IOException {
        Path file = folder.resolve("status.json");
        return Files.exists(file) ? Optional.of(JSON.readValue(Files.readAllBytes(file), PlatformStatus.class)) : Optional.empty();
    }

    /** Returns with the first status that fits, or with nothing when the time is over. */
    public Optional<PlatformStatus> await(Duration limit, Predicate<PlatformStatus> fits) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(limit);
        Optional<PlatformStatus> status = read().filter(fits);
        while (status.isEmpty() && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            status = read().filter(fits);
        }
        return status;
    }

    /** Asks the running platform to do something with a part. */
    public void ask(Request request) throws IOException {
        Files.createDirectories(requests());
        Files.write(requests().resolve(request.text()), new byte[0]);
    }

    /** What was asked for since the last call. */
    List<Request> takeRequests() {
        if (!Files.isDirectory(requests())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(requests())) {
            List<Path> found = files.toList();
            for (Path file : found) {
                Files.delete(file);
            }
            return found.stream().map(file -> Request.parse(file.getFileName().toString())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Requests in " + requests() + " could not be read", e);
        }
    }

    private Path requests() {
        return folder.resolve("requests");
    }
}
