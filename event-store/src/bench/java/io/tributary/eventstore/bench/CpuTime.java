package io.tributary.eventstore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU seconds of process trees, and what all others on the machine use, as Linux counts them; 0 elsewhere. */
public final class CpuTime {
    private static final double TICKS_PER_SECOND = 100;
    private static final int FIRST_TIME_FIELD = 11;
    private static final int TIMES_OF_ONE_PROCESS = 2;
    private static final int TIMES_WITH_ENDED_CHILDREN = 4;

    private CpuTime() {}

    /** User and system time of the process, of those it started, and of those that have ended. */
    public static double ofTree(long pid) {
        return ofTree(ProcessHandle.of(pid).orElseThrow());
    }

    private static double ofTree(ProcessHandle root) {
        return ofProcess(root.pid(), TIMES_WITH_ENDED_CHILDREN) + root.descendants().mapToDouble(
                child -> ofProcess(child.pid(), TIMES_OF_ONE_PROCESS)).sum();
    }

    private static double ofProcess(long pid, int times) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return ticks(fields, FIRST_TIME_FIELD, times);
        } catch (IOException e) {
            return 0; // ended since it was listed, or not Linux
        }
    }

    /** CPU seconds the machine has spent on anything but this process and those it started. */
    static double ofOthers() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split(" +", -1);
            double busy = ticks(fields, 1, 3) + ticks(fields, 6, 2);
            return busy - ofTree(ProcessHandle.current());
        } catch (IOException e) {
            return 0;
        }
    }

    private static double ticks(String[] fields, int first, int count) {
        double sum = 0;
        for (int i = first; i < first + count; i++) {
            sum += Long.parseLong(fields[i]);
        }
        return sum / TICKS_PER_SECOND;
    }
}
