package io.tributary.acceptance.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.startup.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service that the platform left out, started by hand with the settings the launcher wrote down for it. */
record Instance(Process process, int port) implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int HEAP = 160;

    /** {@code later}: classes that go before those of the build, or null; {@code settings} go before those of the launcher. */
    static Instance start(Platform platform, String service, int port, @Nullable Path later, Map<String, String> settings)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(service, later)).redirectErrorStream(true).redirectOutput(
                platform.dataDir().resolve("logs").resolve(service + "-" + port + ".log").toFile());
        builder.environment().putAll(written(platform, service));
        builder.environment().putAll(settings);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        var instance = new Instance(builder.start(), port);
        Http started = new Http("http://127.0.0.1:" + port, ""); // the gateway, which gives out the tokens, may be what starts
        await(service + " is up", Duration.ofMinutes(2), () -> isUp(started));
        return instance;
    }

    private static boolean isUp(Http started) {
        try {
            return started.get("/actuator/health").status() == 200;
        } catch (AssertionError _) {
            return false; // does not listen yet
        }
    }

    private static void await(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within %s: %s", limit, what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** The launcher writes them when everything it starts itself is ready. */
    private static Map<String, String> written(Platform platform, String service) throws IOException {
        Path file = platform.dataDir().resolve("run").resolve(service + ".env");
        await("settings in " + file, Duration.ofSeconds(10), () -> file.toFile().length() > 0);
        var settings = new HashMap<String, String>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return settings;
    }

    private static List<String> command(String service, @Nullable Path later) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(ROOT.resolve(service).resolve("target"))) {
            Path jar = files.filter(file -> file.toString().endsWith("-exec.jar")).findFirst().orElseThrow();
            var command = new ArrayList<>(
                    JavaProgram.ofBootJar(service, jar, ROOT.resolve("target/programs")).command(HEAP, false, List.of(), List.of()));
            if (later != null) {
                command.removeIf(argument -> argument.startsWith("-XX:AOT")); // its class path is another one
                int unpacked = command.indexOf("-jar");
                command.set(unpacked, "-cp");
                command.set(unpacked + 1, later + File.pathSeparator + command.get(unpacked + 1));
                command.add("io.tributary.order.OrderServiceApplication");
            }
            return command;
        }
    }

    /** Asks it to end, and returns when it has: in order, and soon. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("process %d on port %d ended", process.pid(), port).isTrue();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            stop();
        }
    }
}
