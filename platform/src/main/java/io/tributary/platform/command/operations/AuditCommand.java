package io.tributary.platform.command.operations;

import io.tributary.platform.command.Tributary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "audit", description = "Computes a view aside and compares it with the live one, without NAME each view in turn; exit code 0 if none differs, or all were put right.", mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {
    /** Between a view's name and its generation in the name of the processor that feeds it. */
    private static final char GENERATION = '@';

    @Mixin private GatewayOptions options = new GatewayOptions();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The view or copy; all of them if left out.") private @Nullable String name;

    @ArgGroup(multiplicity = "0..1") private @Nullable Repair repair;

    @Spec private CommandSpec spec = CommandSpec.create();

    static final class Repair {
        @Option(names = "--repair", paramLabel = "KEY", description = "Puts the row of this key right; only with NAME.") private @Nullable String key;

        @Option(names = "--repair-all", description = "Puts all rows right that differ.") private boolean all;

        boolean isOneRow() { return key != null; }

        String wish() {
            return key == null ? "all" : key;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (name == null && repair != null && repair.isOneRow()) {
            throw new ParameterException(spec.commandLine(), "--repair KEY needs the NAME of the view that has the row.");
        }
        var operations = options.connect();
        if (name != null) {
            return isEqual(operations, name) ? 0 : Tributary.FAILED;
        }
        return areAllEqual(operations) ? 0 : Tributary.FAILED;
    }

    /** One after the other, as each reads all topics; what is wrong with one keeps none of the others from being looked at. */
    private boolean areAllEqual(Operations operations) throws InterruptedException {
        var processors = operations.get("processors");
        var views = views(processors);
        boolean equal = !views.isEmpty();
        for (var view : views) {
            try {
                equal &= isEqual(operations, view);
            } catch (OperationFailed refused) {
                say(Map.of("projection", view, "error", String.valueOf(refused.getMessage())),
                        view + ": not compared: " + refused.getMessage());
                equal = false;
            }
        }
        for (var service : processors.path("unreachable")) {
            say(Map.of("unreachable", service.asString()), service.asString() + " does not answer: its views are not compared.");
            equal = false;
        }
        return equal;
    }

    private static List<String> views(JsonNode processors) {
        return processors.path("items").valueStream().map(line -> line.path("processor").asString()).filter(
                processor -> processor.indexOf(GENERATION) > 0).map(
                        processor -> processor.substring(0, processor.indexOf(GENERATION))).distinct().sorted().toList();
    }

    private void say(Map<String, String> fact, String text) {
        out().println(options.isJson() ? JsonMapper.shared().writeValueAsString(fact) : text);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private boolean isEqual(Operations operations, String view) throws InterruptedException {
        var begun = operations.post("projections/" + Operations.encoded(view) + "/audit",
                repair == null ? Map.of() : Map.of("repair", repair.wish()));
        var audit = new RebuildWatch(operations, out(), options.isJson());
        var ended = audit.untilEnded(begun);
        audit.explain(ended);
        if (!options.isJson()) {
            out().println(outcome(view, ended));
        }
        boolean equal = ended.path("differenceCount").asLong() == 0 || repair != null;
        return ended.path("state").asString().equals("COMPARED") && equal;
    }

    private String outcome(String view, JsonNode ended) {
        long count = ended.path("differenceCount").asLong();
        String compared = count == 0
                ? "no row differs"
                : count + " rows differ" + (repair == null ? "" : "ed; audit again to see what is left");
        return view + ": " + (ended.path("state").asString().equals("COMPARED") ? compared : "not compared");
    }
}
