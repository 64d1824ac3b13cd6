package io.tributary.platform.supervisor;

import io.tributary.servers.files.LogTail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small real process: a shell script that is ready when it has said so. */
record ShellPart(String name, Set<String> needs, String script, int niceness) implements Part {
    static final String SERVING = "echo READY; while true; do sleep 1; done";

    @Override
    public int port() {
        return 0;
    }

    @Override
    public Launch launch() {
        return new Launch(List.of("/bin/sh", "-c", script), Map.of("SECRET", "kept out of the command line"));
    }

    @Override
    public boolean isReady(Started started) {
        return LogTail.contains(started.log(), started.logOffset(), "READY");
    }

    @Override
    public Duration stopWithin() {
        return Duration.ofSeconds(1);
    }

    static Path log(Path folder, String name) {
        return folder.resolve(name + ".log");
    }
}
