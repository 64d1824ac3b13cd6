package io.tributary.eventstore.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The machine the figures are from, and how much else runs on it. */
final class Machine {
    private static final int LOOKS = 10;
    private static final int MILLIS_BETWEEN = 20;

    private Machine() {}

    /** Processor, cores, memory, system and Java version. */
    static String description() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return String.format(Locale.ROOT, "%s, %d cores, %d GiB, %s %s, Java %s", processor(), system.getAvailableProcessors(),
                Math.round(system.getTotalMemorySize() / 1e9 / 1.073741824), system.getName(), system.getVersion(), Runtime.version());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).map(
                    line -> line.substring(line.indexOf(':') + 2)).findFirst().orElse(
                            "unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    /**
     * How many tasks of others want a core, looked at while our own rest. The system's load average cannot tell: the callers of the
     * round before are still in it. Elsewhere than on Linux it has to do.
     */
    static double loadOfOthers() {
        try {
            double sum = 0;
            for (int look = 0; look < LOOKS; look++) {
                Thread.sleep(MILLIS_BETWEEN);
                String running = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[3];
                sum += Integer.parseInt(running.substring(0, running.indexOf('/'))) - 1;
            }
            return sum / LOOKS;
        } catch (IOException e) {
            return loadAverage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the machine's load", e);
        }
    }

    /** Of the last minute, our own work included. */
    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
