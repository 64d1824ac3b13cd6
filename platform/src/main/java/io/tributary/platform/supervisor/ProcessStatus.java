package io.tributary.platform.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of one process; a process id of 0 means that there is none at the moment. */
public record ProcessStatus(String name, long pid, int port, String state, Instant startedAt, String stopSignal) {
    /** Clocks that are set may move the start time the operating system tells. */
    private static final Duration SAME = Duration.ofSeconds(3);

    /** Whether it is the part of this name, or another instance of it: their names end in a number. */
    public boolean isOf(String part) {
        return name.equals(part) || name.startsWith(part + "-") && name.substring(part.length() + 1).chars().allMatch(Character::isDigit);
    }

    /** The running process, unless it is gone or its id belongs to another one by now. */
    public Optional<ProcessHandle> process() {
        return alive(pid, startedAt);
    }

    static Optional<ProcessHandle> alive(long pid, Instant startedAt) {
        return pid == 0
                ? Optional.empty()
                : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> process.info().startInstant().map(
                        start -> Duration.between(start, startedAt).abs().compareTo(SAME) < 0).orElse(false));
    }
}
