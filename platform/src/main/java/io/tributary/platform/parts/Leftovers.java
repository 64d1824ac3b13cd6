package io.tributary.platform.parts;

import io.tributary.platform.supervisor.Part;
import io.tributary.platform.supervisor.PlatformStatus;
import io.tributary.platform.supervisor.ProcessStatus;
import io.tributary.servers.process.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that outlived their platform, whose launcher was killed. */
public final class Leftovers {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private Leftovers() {}

    public static List<ProcessStatus> of(PlatformStatus status) {
        return status.processes().stream().filter(process -> process.process().isPresent()).toList();
    }

    /** Stops them one after the other, the last started first. */
    public static void stop(PlatformStatus status) throws IOException, InterruptedException {
        for (ProcessStatus left : of(status).reversed()) {
            ProcessHandle process = left.process().orElse(null);
            if (process != null) {
                ask(left, process);
                await(process);
            }
        }
    }

    private static void ask(ProcessStatus left, ProcessHandle process) throws IOException, InterruptedException {
        if (left.stopSignal().equals(Part.StopSignal.INTERRUPT.name())) {
            Signals.interrupt(process.pid());
        } else {
            process.destroy();
        }
    }

    private static void await(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        }
    }
}
