package io.tributary.platform.supervisor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a platform writes about itself for the other commands, in the order in which its parts are started. */
public record PlatformStatus(long pid, Instant startedAt, int portBase, String topology, boolean ready, List<ProcessStatus> processes) {
    /** The process that watches the parts, if it still runs. */
    public Optional<ProcessHandle> supervisor() {
        return ProcessStatus.alive(pid, startedAt);
    }
}
