package io.tributary.platform.command;

import io.tributary.platform.supervisor.PartState;
import io.tributary.platform.supervisor.PlatformStatus;
import io.tributary.platform.supervisor.ProcessStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "restart", description = "Stops one process of the running platform and starts it again, with what was built since.", mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int POLL_MILLIS = 100;

    @Mixin private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "SERVICE", description = "As `status` names it.") private String name = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = new Console(spec.commandLine().getOut());
        Optional<PlatformStatus> running = options.run().read().filter(status -> status.supervisor().isPresent());
        if (running.isEmpty()) {
            console.say("Nothing runs on " + options.dataDir() + ".");
            return Tributary.NOT_RUNNING;
        }
        Optional<ProcessStatus> before = find(running.get());
        if (before.isEmpty()) {
            console.say("There is no " + name + " in this platform; it has "
                    + running.get().processes().stream().map(ProcessStatus::name).collect(Collectors.joining(", ")) + ".");
            return Tributary.FAILED;
        }
        options.run().requestRestart(name);
        return await(console, before.get().pid());
    }

    private int await(Console console, long pidBefore) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        while (Instant.now().isBefore(begin.plus(LIMIT))) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            Optional<ProcessStatus> now = options.run().read().flatMap(this::find);
            if (now.isPresent() && now.get().pid() != pidBefore && now.get().state().equals(PartState.RUNNING.text())) {
                console.ready(name, now.get().pid(), now.get().port(), Duration.between(begin, Instant.now()));
                return 0;
            }
        }
        console.say(name + " was not ready again within " + LIMIT.toSeconds() + " s; see ./tributary logs " + name);
        return Tributary.FAILED;
    }

    private Optional<ProcessStatus> find(PlatformStatus status) {
        return status.processes().stream().filter(process -> process.name().equals(name)).findFirst();
    }
}
