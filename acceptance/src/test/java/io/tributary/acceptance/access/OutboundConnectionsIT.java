package io.tributary.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.access.Connections.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nothing of the platform calls anywhere but the platform: no update check, no statistics, no name server. */
@ResourceLock(value = RunningPlatform.SHARED)
@ExtendWith(RunningPlatform.class)
@EnabledOnOs(OS.LINUX)
class OutboundConnectionsIT {
    /** Of the servers and services of one platform, and of further instances of its services. */
    private static final int PORTS = 40;

    private static final int AT_LEAST = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private final Platform platform;
    private final Set<Connection> seen = ConcurrentHashMap.newKeySet();
    private volatile boolean done;

    OutboundConnectionsIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void the_platform_connects_to_itself_only_while_a_service_starts_and_customers_shop() throws Exception {
        try (ExecutorService watching = Executors.newSingleThreadExecutor()) {
            Future<?> looks = watching.submit(() -> {
                while (!done) {
                    seen.addAll(Connections.of(processes()));
                    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                }
                return seen;
            });
            try {
                assertThat(platform.tributary(List.of("restart", "order-service")).exitCode()).isZero();
                Shopper.at(platform);
            } finally {
                done = true;
            }
            looks.get();
        }
        assertThat(seen).hasSizeGreaterThan(AT_LEAST).allMatch(connection -> connection.isWithin(platform.portBase(), PORTS));
    }

    @Test
    void a_connection_to_elsewhere_would_be_seen() throws IOException {
        try (var elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var caller = new Socket(elsewhere.getInetAddress(), elsewhere.getLocalPort())) {
            assertThat(Connections.of(List.of(ProcessHandle.current()))).anyMatch(
                    connection -> connection.remote().getPort() == elsewhere.getLocalPort()
                            && connection.local().getPort() == caller.getLocalPort() && !connection.isWithin(platform.portBase(), PORTS));
        }
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
}
