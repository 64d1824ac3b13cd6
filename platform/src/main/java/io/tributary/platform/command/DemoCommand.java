package io.tributary.platform.command;

import io.tributary.platform.demo.Tour;
import io.tributary.platform.identity.Issuer;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.supervisor.PlatformStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "demo", description = "A tour through the running platform, or through one of its own; exit code 0 if all of it held.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin private CommonOptions options = new CommonOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = new Console(spec.commandLine().getOut());
        Optional<PlatformStatus> running = options.run().read().filter(status -> status.supervisor().isPresent() && status.ready());
        if (running.isPresent()) {
            return tour(console, Layout.tokens(options.dataDir(), running.get().portBase()).issuer());
        }
        console.say("Nothing runs on " + options.dataDir() + ": starting a platform for this tour.");
        try (TemporaryPlatform platform = TemporaryPlatform.start(console, false)) {
            return tour(console, platform.issuer());
        }
    }

    private static int tour(Console console, Issuer issuer) throws InterruptedException {
        console.say("Touring " + issuer.address());
        boolean held = Tour.through(issuer, console::result);
        console.say(held ? "All of it held." : "The tour ended early.");
        return held ? 0 : Tributary.FAILED;
    }
}
