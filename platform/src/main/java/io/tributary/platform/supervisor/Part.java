package io.tributary.platform.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One process of the platform: what it is called, what must run before it, how it is started, and when it is ready. */
public interface Part {
    String name();

    int port();

    /** Every port this part listens on. */
    default List<Integer> ports() {
        return List.of(port());
    }

    /** The names of the parts that must be ready before this one is started, and are stopped after it. */
    Set<String> needs();

    /** Asked anew for each start, when the parts it needs are ready. */
    Launch launch() throws Exception;

    /** Asked again and again after a start, until it says yes. */
    boolean isReady(Started started) throws Exception;

    /** How far it steps back when processors are short: 0, not at all, to 19 ({@link io.tributary.servers.process.OwnSession}). */
    default int niceness() {
        return 0;
    }

    /** How the process is asked to stop. */
    default StopSignal stopSignal() {
        return StopSignal.TERMINATE;
    }

    /** How long it may take to stop before it is killed. */
    default Duration stopWithin() {
        return Duration.ofSeconds(30);
    }

    /** Told when a process of this part has ended in order. */
    default void stopped(Started started) {}

    enum StopSignal {
        TERMINATE, INTERRUPT
    }

    /** The command line and what is added to the environment, where secrets belong. */
    record Launch(List<String> command, Map<String, String> environment) {
        @Override
        public String toString() {
            return String.join(" ", command);
        }
    }

    /** A process that runs: its log and where its own lines begin in it. */
    record Started(long pid, Path log, long logOffset) {}
}
