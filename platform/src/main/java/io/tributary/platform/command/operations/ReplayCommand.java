package io.tributary.platform.command.operations;

import io.tributary.platform.command.Tributary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "replay", description = "Fills a view again from its topics; exit code 0 if it began, with --watch if it was switched to, with --cancel if it was given up.", mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    @Mixin private GatewayOptions options = new GatewayOptions();

    @Parameters(paramLabel = "NAME", description = "The view or copy, such as order-details.") private String name = "";

    @Option(names = "--mode", paramLabel = "MODE", description = "blue-green: filled aside, compared, then switched to. in-place: emptied and filled (default: ${DEFAULT-VALUE}).", defaultValue = "blue-green") private String mode = "";

    @Option(names = "--events-per-second", paramLabel = "N", description = "Reads at most so many.") private @Nullable Integer eventsPerSecond;

    @Option(names = "--accept-differences", description = "Switches although rows differ, as after a change of the handler.") private boolean acceptDifferences;

    @Option(names = "--cancel", description = "Gives up the replay or audit that is under way; the view stays as it is read.") private boolean cancel;

    @Option(names = "--watch", description = "Shows progress, rate and time left until it has ended.") private boolean watch;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var operations = options.connect();
        var out = spec.commandLine().getOut();
        if (cancel) {
            return cancel(operations, out);
        }
        var begun = operations.post("projections/" + Operations.encoded(name) + "/rebuilds", wish());
        var rebuild = new RebuildWatch(operations, out, options.isJson());
        if (!watch) {
            out.println(options.isJson() ? begun.toString() : "Rebuild " + begun.path("id").asString() + " of " + name + " runs.");
            return 0;
        }
        var ended = rebuild.untilEnded(begun);
        rebuild.explain(ended);
        return ended.path("state").asString().equals("SWITCHED") ? 0 : Tributary.FAILED;
    }

    private int cancel(Operations operations, PrintWriter out) throws InterruptedException {
        var all = operations.get("rebuilds");
        for (var rebuild : all.path("items")) {
            if (rebuild.path("projection").asString().equals(name) && RebuildWatch.isUnderWay(rebuild)) {
                var id = rebuild.path("id").asString();
                var cancelled = operations.post("rebuilds/" + Operations.encoded(id) + "/cancellation", Map.of());
                out.println(options.isJson() ? cancelled.toString() : "Rebuild " + id + " of " + name + " is cancelled.");
                return 0;
            }
        }
        all.path("unreachable").forEach(service -> out.println(service.asString() + " does not answer."));
        out.println("No rebuild of " + name + " is under way.");
        return Tributary.FAILED;
    }

    private Map<String, Object> wish() {
        var wish = new LinkedHashMap<String, Object>(Map.of("mode", mode, "acceptDifferences", acceptDifferences));
        if (eventsPerSecond != null) {
            wish.put("eventsPerSecond", eventsPerSecond);
        }
        return wish;
    }
}
