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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Events that could not be handled, in all services. Without a further word: lists them. */
@Command(name = "dead-letters", description = "Lists events that could not be handled, by cause.", mixinStandardHelpOptions = true, subcommands = {
        DeadLettersCommand.ListThem.class, DeadLettersCommand.Retry.class, DeadLettersCommand.Discard.class})
public final class DeadLettersCommand implements Callable<Integer> {
    @Mixin private GatewayOptions options = new GatewayOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list(options, spec.commandLine().getOut());
    }

    private static int list(GatewayOptions options, PrintWriter out) throws IOException, InterruptedException {
        var found = options.connect().list("dead-letters");
        if (options.isJson()) {
            out.println(found);
            return 0;
        }
        found.path("items").forEach(group -> show(group, out));
        if (found.path("items").isEmpty()) {
            out.println("Nothing is parked.");
        }
        return complete(found, out);
    }

    private static void show(JsonNode group, PrintWriter out) {
        out.printf("%s: %s, %d sequences%n", group.path("service").asString(), group.path("cause").asString(),
                group.path("sequenceCount").asInt());
        group.path("sequences").forEach(sequence -> {
            out.printf("  %s: %d events, since %s, tried %d times: %s%n", sequence.path("id").asString(), sequence.path("events").size(),
                    sequence.path("parkedAt").asString(), sequence.path("attempts").asInt(), sequence.path("message").asString());
            sequence.path("events").forEach(event -> out.printf("    %s version %s at %s position %d%n", event.path("type").asString(),
                    event.path("version").asString(), event.path("owner").asString(), event.path("position").asLong()));
        });
    }

    /** A list that misses a service is not the whole truth. */
    private static int complete(JsonNode answer, PrintWriter out) {
        answer.path("unreachable").forEach(service -> out.println(service.asString() + " does not answer."));
        return answer.path("unreachable").isEmpty() ? 0 : Tributary.FAILED;
    }

    private static boolean showResult(JsonNode result, PrintWriter out) {
        boolean done = result.path("remaining").asInt() == 0;
        out.printf("%s: %d handled, %d left%s%n", result.path("id").asString(), result.path("handled").asInt(),
                result.path("remaining").asInt(), done ? "" : ": " + result.path("error").asString(""));
        return done;
    }

    @Command(name = "list", description = "Lists them by cause.", mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        @Mixin private GatewayOptions options = new GatewayOptions();

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return list(options, spec.commandLine().getOut());
        }
    }

    @Command(name = "retry", description = "Handles them again in their order; exit code 0 if nothing of them is left.", mixinStandardHelpOptions = true)
    static final class Retry implements Callable<Integer> {
        @Mixin private GatewayOptions options = new GatewayOptions();

        @ArgGroup(multiplicity = "1") private Which which = new Which();

        @Spec private CommandSpec spec = CommandSpec.create();

        static final class Which {
            @Parameters(paramLabel = "ID", description = "One sequence, as the list names it.") private @Nullable String id;

            @Option(names = "--cause", paramLabel = "CAUSE", description = "All sequences of one group.") private @Nullable String cause;

            @Option(names = "--all", description = "All sequences.") private boolean all;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            var operations = options.connect();
            var out = spec.commandLine().getOut();
            JsonNode answer = which.id == null
                    ? operations.post("dead-letters/retry", which.cause == null ? Map.of() : Map.of("cause", which.cause))
                    : operations.post("dead-letters/" + Operations.encoded(which.id) + "/retry", Map.of());
            var results = which.id == null ? answer.path("items").valueStream().toList() : List.of(answer);
            if (options.isJson()) {
                out.println(answer);
                return results.stream().allMatch(result -> result.path("remaining").asInt() == 0) && answer.path("unreachable").isEmpty()
                        ? 0
                        : Tributary.FAILED;
            }
            boolean done = results.stream().map(result -> showResult(result, out)).reduce(true, Boolean::logicalAnd);
            if (results.isEmpty()) {
                out.println("Nothing to retry.");
            }
            int complete = complete(answer, out);
            return done ? complete : Tributary.FAILED;
        }
    }

    @Command(name = "discard", description = "Gives up the first event of a sequence and handles what waits behind it.", mixinStandardHelpOptions = true)
    static final class Discard implements Callable<Integer> {
        @Mixin private GatewayOptions options = new GatewayOptions();

        @Parameters(paramLabel = "ID", description = "The sequence, as the list names it.") private String id = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept with who did it.") private String reason = "";

        @Option(names = "--all", description = "Gives up all events of the sequence.") private boolean all;

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException, InterruptedException {
            var out = spec.commandLine().getOut();
            var answer = options.connect().delete(
                    "dead-letters/" + Operations.encoded(id) + "?reason=" + Operations.encoded(reason) + "&all=" + all);
            if (options.isJson()) {
                out.println(answer);
                return answer.path("remaining").asInt() == 0 ? 0 : Tributary.FAILED;
            }
            return showResult(answer, out) ? 0 : Tributary.FAILED;
        }
    }
}
