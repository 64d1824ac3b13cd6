package io.tributary.platform.command.operations;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "rollback", description = "Reads a view's previous generation again, as it was before the last replay aside.", mixinStandardHelpOptions = true)
public final class RollbackCommand implements Callable<Integer> {
    @Mixin private GatewayOptions options = new GatewayOptions();

    @Parameters(paramLabel = "NAME", description = "The view or copy.") private String name = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var now = options.connect().post("projections/" + Operations.encoded(name) + "/rollback", Map.of());
        spec.commandLine().getOut().println(options.isJson()
                ? now.toString()
                : name + " is read from generation " + now.path("live").asInt() + " again; a further rollback goes to "
                        + now.path("previous").asInt() + ".");
        return 0;
    }
}
