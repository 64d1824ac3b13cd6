package io.tributary.servers.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts a command into a session of its own, keeping its process id, so that Ctrl-C in a terminal reaches the launcher only, which then
 * stops everything in order. Linux also shares the processors among sessions then, not among threads (sched(7), autogroup), so a part
 * with many busy threads gets no more than others.
 */
public final class OwnSession {
    /** The highest that sched(7) knows. */
    private static final int MOST_NICE = 19;
    private static final List<String> PREFIX = prefix();
    /** Where sessions share the processors the session must be nice, elsewhere its threads; an unprivileged change is refused within 0.1 s of another. */
    private static final String NICELY = """
            n=$1; shift; i=0
            if [ -w /proc/self/autogroup ]; then
              until echo $n > /proc/self/autogroup || [ $i = 9 ]; do i=$((i + 1)); sleep 0.1; done 2> /dev/null
            fi
            exec nice -n $n "$@"
            """;

    private OwnSession() {}

    public static List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(PREFIX);
        whole.addAll(command);
        return whole;
    }

    /**
     * @param niceness 0 to 19; with each step it gets a fifth less of processors that others want too, with 5 a third of what it gets with 0. Not less if
     *        nobody else wants them.
     */
    public static List<String> command(List<String> command, int niceness) {
        if (niceness < 0 || niceness > MOST_NICE) {
            throw new IllegalArgumentException("niceness is 0 to %d, not %d".formatted(MOST_NICE, niceness));
        }
        if (niceness == 0 || PREFIX.isEmpty()) {
            return command(command); // in a session that is not its own it would take others with it
        }
        List<String> nicely = new ArrayList<>(List.of("sh", "-c", NICELY, "sh", "" + niceness));
        nicely.addAll(command);
        return command(nicely);
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
