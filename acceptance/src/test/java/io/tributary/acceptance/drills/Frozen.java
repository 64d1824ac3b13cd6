package io.tributary.acceptance.drills;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process and all that it started, stopped where they stand, until closed: connections stay open and nobody answers. */
final class Frozen implements AutoCloseable {
    private final List<Long> pids;

    Frozen(long pid) throws IOException, InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        pids = Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid).toList();
        signal("STOP");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        String to = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        new ProcessBuilder("/bin/sh", "-c", "kill -%s %s".formatted(name, to)).start().waitFor();
    }
}
