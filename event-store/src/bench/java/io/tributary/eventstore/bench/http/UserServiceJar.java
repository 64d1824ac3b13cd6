package io.tributary.eventstore.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The runnable jar of user-service: the one that {@code bench.user-service} names, or one built now from the sources. */
final class UserServiceJar {
    private static final Path BUILT = Path.of("user-service/target/user-service-0.1.0-SNAPSHOT-exec.jar");
    private static final int BUILD_MINUTES = 8;
    private static @Nullable Path jar;

    private UserServiceJar() {}

    static synchronized Path path() throws IOException, InterruptedException {
        var known = jar;
        if (known == null) {
            var given = System.getProperty("bench.user-service", "");
            known = given.isEmpty() ? built() : Path.of(given);
            if (!Files.exists(known)) {
                throw new IllegalStateException("no " + known.toAbsolutePath());
            }
            jar = known;
        }
        return known;
    }

    /** In the same profile as the build this runs in, or it would compile this module anew without the benchmark. */
    private static Path built() throws IOException, InterruptedException {
        var maven = Path.of(System.getProperty("bench.maven", ""), "bin", "mvn");
        var command = new ArrayList<>(List.of(Files.exists(maven) ? maven.toString() : "mvn", "-B", "-ntp", "-q", "-Pbench", "-Dexec.skip",
                "-DskipTests", "-Dspotless.check.skip", "-Dcheckstyle.skip", "-pl", "user-service", "-am", "package"));
        if (Boolean.getBoolean("bench.offline")) {
            command.add("-o");
        }
        if (!System.getProperty("bench.quick", "").isEmpty()) {
            command.add("-Dquick");
        }
        System.out.println("  building user-service: " + String.join(" ", command));
        var build = new ProcessBuilder(command).inheritIO().start();
        if (!build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || build.exitValue() != 0) {
            build.destroy();
            throw new IllegalStateException("user-service could not be built");
        }
        return BUILT;
    }
}
