package io.tributary.platform.command;

import io.tributary.platform.parts.Leftovers;
import io.tributary.platform.supervisor.PlatformStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops the platform in order; its data stay.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final Duration STOP_WITHIN = Duration.ofMinutes(3);

    @Mixin private CommonOptions options = new CommonOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = new Console(spec.commandLine().getOut());
        Optional<PlatformStatus> last = options.run().read();
        if (last.isEmpty() || last.get().supervisor().isEmpty() && Leftovers.of(last.get()).isEmpty()) {
            console.say("Nothing runs on " + options.dataDir() + ".");
            return 0;
        }
        if (last.get().supervisor().isPresent()) {
            stop(last.get().supervisor().get());
        }
        Leftovers.stop(last.get());
        console.say("Stopped.");
        return 0;
    }

    private static void stop(ProcessHandle supervisor) throws InterruptedException {
        supervisor.destroy();
        try {
            supervisor.onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            supervisor.destroyForcibly();
        }
    }
}
