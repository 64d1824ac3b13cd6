package io.tributary.platform.supervisor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a platform writes about itself for the other commands, in the order in which its parts are started. */
public record PlatformStatus(long pid, Instant startedAt, int portBase, String topology, boolean ready, List<ProcessStatus> processes) {
    /** The parts of this name: of a service, all its instances. */
    public List<ProcessStatus> of(String part) {
        return processes.stream().filter(process -> process.isOf(part)).toList();
    }

    public boolean runs(String part) {
        return of(part).stream().anyMatch(process -> process.state().equals(PartState.RUNNING.text()));
    }

    /** Whether it runs, ready, as another process than before. */
    public boolean hasReplaced(ProcessStatus before) {
        return processes.stream().anyMatch(process -> process.name().equals(before.name()) && process.pid() != before.pid()
                && process.state().equals(PartState.RUNNING.text()));
    }

    /** The process that watches the parts, if it still runs. */
    public Optional<ProcessHandle> supervisor() {
        return ProcessStatus.alive(pid, startedAt);
    }
}
