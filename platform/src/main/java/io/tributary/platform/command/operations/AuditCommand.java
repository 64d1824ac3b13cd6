package io.tributary.platform.command.operations;

import io.tributary.platform.command.Tributary;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(name = "audit", description = "Computes a view aside and compares it with the live one; exit code 0 if they are equal, or were made so.", mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {
    @Mixin private GatewayOptions options = new GatewayOptions();

    @Parameters(paramLabel = "NAME", description = "The view or copy.") private String name = "";

    @ArgGroup(multiplicity = "0..1") private @Nullable Repair repair;

    @Spec private CommandSpec spec = CommandSpec.create();

    static final class Repair {
        @Option(names = "--repair", paramLabel = "KEY", description = "Puts the row of this key right.") private @Nullable String key;

        @Option(names = "--repair-all", description = "Puts all rows right that differ.") private boolean all;

        String wish() {
            return key == null ? "all" : key;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var operations = options.connect();
        var begun = operations.post("projections/" + Operations.encoded(name) + "/audit",
                repair == null ? Map.of() : Map.of("repair", repair.wish()));
        var audit = new RebuildWatch(operations, spec.commandLine().getOut(), options.isJson());
        var ended = audit.untilEnded(begun);
        audit.explain(ended);
        if (!options.isJson()) {
            spec.commandLine().getOut().println(outcome(ended));
        }
        boolean equal = ended.path("differenceCount").asLong() == 0 || repair != null;
        return ended.path("state").asString().equals("COMPARED") && equal ? 0 : Tributary.FAILED;
    }

    private String outcome(JsonNode ended) {
        long count = ended.path("differenceCount").asLong();
        String compared = count == 0
                ? "no row differs"
                : count + " rows differ" + (repair == null ? "" : "ed; audit again to see what is left");
        return name + ": " + (ended.path("state").asString().equals("COMPARED") ? compared : "not compared");
    }
}
