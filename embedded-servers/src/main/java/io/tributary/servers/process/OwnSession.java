package io.tributary.servers.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts a command into a session of its own, keeping its process id, so that Ctrl-C in a terminal reaches the launcher only, which then
 * stops everything in order.
 */
public final class OwnSession {
    private static final List<String> PREFIX = prefix();

    private OwnSession() {}

    public static List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(PREFIX);
        whole.addAll(command);
        return whole;
    }

    private static List<String> prefix() {
        if (isOnPath("setsid")) {
            return List.of("setsid");
        }
        // macOS has no setsid program, but a perl
        return isOnPath("perl") ? List.of("perl", "-MPOSIX=setsid", "-e", "setsid(); exec {$ARGV[0]} @ARGV or die $!") : List.of();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).anyMatch(
                folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
