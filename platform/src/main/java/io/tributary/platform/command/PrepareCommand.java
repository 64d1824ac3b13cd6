package io.tributary.platform.command;

import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.PlatformParts;
import io.tributary.platform.parts.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "prepare", description = "Makes the start-up caches of this build, by running everything once.", mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = new Console(spec.commandLine().getOut());
        PlatformParts parts = new PlatformParts(
                new Layout(CommonOptions.home(), Path.of("."), 0, Topology.PRIVATE_SCHEMAS, Set.of(), false));
        if (!parts.startsSlowly()) {
            console.say("The start-up caches of this build are there.");
            return 0;
        }
        console.say("Making the start-up caches of this build; this takes about a minute.");
        TemporaryPlatform.start(console, true).close();
        if (parts.startsSlowly()) {
            console.say("Not all start-up caches could be made; everything works without them, but starts more slowly.");
            return Tributary.FAILED;
        }
        console.say("The start-up caches are made.");
        return 0;
    }
}
