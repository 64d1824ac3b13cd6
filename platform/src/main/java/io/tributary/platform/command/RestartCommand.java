package io.tributary.platform.command;

import io.tributary.platform.supervisor.PlatformStatus;
import io.tributary.platform.supervisor.ProcessStatus;
import io.tributary.platform.supervisor.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "restart", description = "Stops a part of the running platform and starts it again, with what was built since; several instances one after the other, so that there is always one that answers.", mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(3);

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
        List<ProcessStatus> before = running.get().of(name);
        if (before.isEmpty()) {
            console.say("There is no " + name + " in this platform; it has "
                    + running.get().processes().stream().map(ProcessStatus::name).collect(Collectors.joining(", ")) + ".");
            return Tributary.FAILED;
        }
        options.run().ask(new Request(Request.Kind.RESTART, name));
        for (ProcessStatus old : before) {
            if (!await(console, old)) {
                console.say(old.name() + " was not ready again within " + LIMIT.toSeconds() + " s; see ./tributary logs " + old.name());
                return Tributary.FAILED;
            }
        }
        return 0;
    }

    private boolean await(Console console, ProcessStatus old) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        Optional<PlatformStatus> replaced = options.run().await(LIMIT, status -> status.hasReplaced(old));
        replaced.ifPresent(status -> status.of(old.name()).stream().limit(1).forEach(
                now -> console.ready(now.name(), now.pid(), now.port(), Duration.between(begin, Instant.now()))));
        return replaced.isPresent();
    }
}
