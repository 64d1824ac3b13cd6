package io.tributary.eventstore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the parts named by {@code -Dbench}, or all, one after the other; one that fails does not keep the next from running. */
public final class Benchmark {
    private Benchmark() {}

    /**
     * Ends this virtual machine: the stock engines leave threads behind. Names that are not among the parts belong to the benchmark of
     * another module.
     */
    public static void run(Map<String, Part> parts, String title) throws IOException {
        var settings = Settings.ofSystemProperties();
        var chosen = settings.parts().isEmpty() ? parts.keySet() : settings.parts();
        System.out.println(title + ": " + String.join(" ", parts.keySet()) + "\n" + Machine.description());
        var report = new Report(settings.report(), title, System.out);
        boolean failed = false;
        for (var part : parts.entrySet()) {
            if (chosen.contains(part.getKey())) {
                failed |= !run(part.getKey(), part.getValue(), settings, report);
            }
        }
        System.exit(failed ? 1 : 0);
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the boundary of a part
    private static boolean run(String name, Part part, Settings settings, Report report) throws IOException {
        var folder = Files.createTempDirectory("tributary-bench-" + name);
        long began = System.nanoTime();
        report.begin(name);
        boolean done = false;
        try {
            part.run(settings, report, folder);
            done = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            e.printStackTrace();
        }
        report.end(done);
        report.note("%s %s after %d s".formatted(name, done ? "done" : "FAILED, logs in " + folder + ",",
                Duration.ofNanos(System.nanoTime() - began).toSeconds()));
        if (done) {
            delete(folder);
        }
        return done;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
