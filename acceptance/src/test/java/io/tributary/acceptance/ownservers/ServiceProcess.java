package io.tributary.acceptance.ownservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service started by {@code java -jar} with nothing but environment variables. */
record ServiceProcess(String name, int port, Process process, Path log) implements AutoCloseable {
    private static final int STOP_SECONDS = 15;

    static ServiceProcess started(String name, int port, Path folder, Map<String, String> environment) throws IOException {
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar(name).toString())).redirectErrorStream(
                        true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ServiceProcess(name, port, builder.start(), log);
    }

    private static Path jar(String name) {
        try (Stream<Path> built = Files.list(Path.of("..", name, "target"))) {
            return built.filter(file -> file.getFileName().toString().endsWith("-exec.jar")).findFirst().orElseThrow(
                    () -> new IllegalStateException(name + " is not packaged"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
