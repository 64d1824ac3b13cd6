package io.tributary.acceptance;

import io.tributary.platform.identity.Role;
import io.tributary.platform.parts.Layout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Starts one platform with the launcher script, as a user would, for all tests that take it as a parameter; stops it at the end. */
public final class RunningPlatform implements ParameterResolver {
    /** Of the platform that many share: who stops a part of it, or looks at all of it at rest, locks it; the others do so with mode READ. */
    public static final String SHARED = "the shared platform";

    /** What it is started with. */
    public static final List<String> OF_SHARED = List.of("--instances", "order-service=2");

    /** Where data directories are made. */
    private static final Path DATA = Path.of(System.getProperty("acceptance.data", System.getProperty("java.io.tmpdir")));
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int PORTS_OF_A_PLATFORM = 40;
    /** Payments that never come are given up soon. */
    public static final Duration PAYMENT_DEADLINE = Duration.ofSeconds(10);
    /** Its services inherit this; one caller may ask as fast as it can. */
    private static final Map<String, String> FOR_TESTS = Map.of("TRIBUTARY_PAYMENT_DEADLINE", PAYMENT_DEADLINE.toSeconds() + "s",
            "TRIBUTARY_SECURITY_RATELIMIT_BURST", "1000000");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(ExtensionContext.Namespace.create(RunningPlatform.class));
        return store.computeIfAbsent(Platform.class, _ -> Platform.start(OF_SHARED));
    }

    /** A platform of its own ports and data directory. Every call of the launcher is bounded. */
    public record Platform(int portBase, Path dataDir) implements AutoCloseable {
        public static final Platform NONE = new Platform(0, Path.of("none"));

        public static Platform start(List<String> options) {
            try {
                var platform = new Platform(freePortBase(), Files.createTempDirectory(DATA, "tributary-acceptance"));
                platform.up(options);
                return platform;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Of a data directory that may have been used before. */
        public void up(List<String> options) throws IOException {
            var command = new ArrayList<>(List.of("up", "--detach"));
            command.addAll(options);
            var outcome = tributary(command);
            if (outcome.exitCode() != 0) {
                throw new IllegalStateException("the platform did not start:\n" + outcome.output());
            }
        }

        /** As ops, who may do everything. */
        public Http gateway() {
            return service(0);
        }

        /** As ops; {@code offset}: 0 gateway, 1 user, 2 order, 3 payment, 4 projections. */
        public Http service(int offset) {
            return new Http("http://127.0.0.1:" + (portBase + offset), token(Role.OPS, ""));
        }

        /** {@code subject}: of a customer the user's id. */
        public String token(Role role, String subject) {
            try {
                return Layout.tokens(dataDir, portBase).issuer().token(role, subject).text();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** As its data directory has it. */
        public String topology() {
            try {
                return Files.readString(dataDir.resolve("topology")).strip();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** As {@code status} lists them. */
        public List<JsonNode> processes() {
            try {
                return new ObjectMapper().readTree(tributary(List.of("status", "--output", "json")).output()).path(
                        "processes").valueStream().toList();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        public JsonNode process(String name) {
            return processes().stream().filter(process -> process.path("name").asString().equals(name)).findFirst().orElseThrow();
        }

        public long pid(String name) {
            return process(name).path("pid").asLong();
        }

        public void await(String name, Duration limit, Predicate<JsonNode> fits) {
            Waiting.until(name + " is as expected", limit, () -> fits.test(process(name)));
        }

        public Outcome tributary(List<String> arguments) throws IOException {
            var command = new ArrayList<>(List.of(ROOT.resolve("tributary").toString()));
            command.addAll(arguments);
            command.addAll(List.of("--data-dir", dataDir.toString(), "--port-base", Integer.toString(portBase)));
            Path output = Files.createTempFile("tributary", ".out");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(FOR_TESTS);
            var process = builder.start();
            try {
                if (!process.waitFor(3, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(arguments + " did not end within 3 minutes:\n" + Files.readString(output));
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        }

        @Override
        public void close() throws IOException {
            tributary(List.of("down"));
        }
    }

    public record Outcome(int exitCode, String output) {}

    /** Below the ports that the system gives to outgoing connections, one of which could take a port before its service does. */
    public static int freePortBase() {
        return ThreadLocalRandom.current().ints(200, 320).limit(100).map(hundreds -> hundreds * 100).filter(
                base -> IntStream.range(base, base + PORTS_OF_A_PLATFORM).allMatch(RunningPlatform::isFree)).findFirst().orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
