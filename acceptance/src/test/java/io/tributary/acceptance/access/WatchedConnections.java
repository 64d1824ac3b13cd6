package io.tributary.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.access.Connections.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks every 20 ms or so at the sockets of all processes of a platform, those that come meanwhile too. Sees nothing but on Linux. */
public final class WatchedConnections implements AutoCloseable {
    /** Of the servers and services of one platform, and of further instances of its services. */
    static final int PORTS = 40;

    private static final int AT_LEAST = 20;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(20);
    private final Platform platform;
    private final ExecutorService watching = Executors.newSingleThreadExecutor();
    private final Future<Set<Connection>> looks;
    private volatile boolean done;

    public WatchedConnections(Platform platform) {
        this.platform = platform;
        looks = watching.submit(this::look);
    }

    private Set<Connection> look() throws IOException {
        var seen = new HashSet<Connection>();
        while (!done) {
            seen.addAll(Connections.of(processes()));
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return seen;
    }

    /** Those that run now: the launcher, and all that it and its children started. */
    private List<ProcessHandle> processes() throws IOException {
        var status = JsonMapper.builder().build().readTree(platform.dataDir().resolve("run").resolve("status.json").toFile());
        var processes = new ArrayList<ProcessHandle>();
        ProcessHandle.of(status.path("pid").asLong()).ifPresent(processes::add);
        for (JsonNode part : status.path("processes")) {
            ProcessHandle.of(part.path("pid").asLong()).ifPresent(processes::add);
        }
        List.copyOf(processes).forEach(process -> process.descendants().forEach(processes::add));
        return processes;
    }

    /** Ends the watch. */
    public void assertNoneLedElsewhere() throws ExecutionException, InterruptedException {
        done = true;
        if (OS.LINUX.isCurrentOs()) {
            assertThat(looks.get()).hasSizeGreaterThan(AT_LEAST).allMatch(connection -> connection.isWithin(platform.portBase(), PORTS));
        }
    }

    @Override
    public void close() {
        done = true;
        watching.close();
    }
}
