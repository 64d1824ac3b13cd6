package io.tributary.platform.command.move;

import io.tributary.platform.command.CommonOptions;
import io.tributary.platform.command.Console;
import io.tributary.platform.command.Tributary;
import io.tributary.platform.move.MoveFailed;
import io.tributary.platform.move.ServiceMove;
import io.tributary.platform.move.ServiceMove.Moved;
import io.tributary.platform.parts.CannotStart;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Service;
import io.tributary.platform.parts.Topology;
import io.tributary.platform.supervisor.PlatformStatus;
import io.tributary.platform.supervisor.ProcessStatus;
import io.tributary.platform.supervisor.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Moves one service, from the first copied row to the restart on the new server. Whatever fails before the switch is undone. */
@Command(name = "move", description = "Moves a service's data to a PostgreSQL server of its own, while it runs; exit code 0 when it works there.", mixinStandardHelpOptions = true)
public final class MoveCommand implements Callable<Integer> {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    @Mixin private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "SERVICE", description = "One that has its data in PostgreSQL.") private String name = "";

    @Option(names = "--to", paramLabel = "TOPOLOGY", description = "separate-instances.", defaultValue = "separate-instances") private String target = "";

    @Option(names = "--undo", description = "Remove what an attempt that was broken off has left; a service that has been switched stays where it is.") private boolean undo;

    @Option(names = "--longest-pause", paramLabel = "MILLIS", description = "How long writers may be held; if it would be longer, nothing is moved (default: ${DEFAULT-VALUE}).", defaultValue = "10000") private long longestPause;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = new Console(spec.commandLine().getOut());
        Service service = movable();
        Optional<PlatformStatus> running = options.run().read().filter(status -> status.supervisor().isPresent() && status.ready());
        if (running.isEmpty()) {
            console.say("Nothing runs on " + options.dataDir() + "; a service is moved while it runs.");
            return Tributary.NOT_RUNNING;
        }
        OwnServer server = new OwnServer(layout(running.get()), service);
        if (server.isUsed()) {
            console.say(name + " has its data on " + server.name() + " already.");
            return undo ? Tributary.FAILED : 0;
        }
        removeLeftovers(server);
        if (undo) {
            console.say("Nothing of a move is left; " + name + " works as before.");
            return 0;
        }
        return move(console, server, running.get());
    }

    private int move(Console console, OwnServer server, PlatformStatus before) throws IOException, InterruptedException {
        Moved moved;
        try {
            start(server);
            try (ServiceMove move = ServiceMove.begin(name, server.shared(), server.own())) {
                move.copyWhileRunning();
                moved = move.finish(Duration.ofMillis(longestPause));
                switchTo(server, move);
            }
        } catch (MoveFailed | IllegalStateException | IOException e) {
            removeLeftovers(server);
            console.say(e.getMessage() + ". Everything is as before.");
            return Tributary.FAILED;
        }
        long switched = System.nanoTime();
        boolean again = restart(before);
        say(console, server, moved, Duration.ofNanos(System.nanoTime() - switched));
        if (!again) {
            console.say(name + " is switched to " + server.name() + " and was not ready there in time; see ./tributary logs " + name);
        }
        return again ? 0 : Tributary.FAILED;
    }

    private static void switchTo(OwnServer server, ServiceMove move) throws IOException {
        try {
            server.use();
        } catch (IOException e) {
            move.reopen();
            throw e;
        }
    }

    private void start(OwnServer server) throws IOException, InterruptedException {
        options.run().ask(new Request(Request.Kind.START, server.name()));
        if (options.run().await(START_LIMIT, status -> status.runs(server.name())).isEmpty()) {
            removeLeftovers(server);
            throw new CannotStart(server.name() + " did not start; see ./tributary logs " + server.name() + ". Everything is as before.");
        }
    }

    private void removeLeftovers(OwnServer server) throws IOException, InterruptedException {
        options.run().ask(new Request(Request.Kind.END, server.name()));
        if (options.run().await(START_LIMIT, status -> status.of(server.name()).isEmpty()).isEmpty()) {
            throw new CannotStart(server.name() + " does not stop; see ./tributary logs " + server.name());
        }
        server.remove();
    }

    private boolean restart(PlatformStatus before) throws IOException, InterruptedException {
        List<ProcessStatus> instances = before.of(name);
        options.run().ask(new Request(Request.Kind.RESTART, name));
        return options.run().await(START_LIMIT, status -> instances.stream().allMatch(status::hasReplaced)).isPresent();
    }

    private void say(Console console, OwnServer server, Moved moved, Duration restart) {
        if (options.isJson()) {
            Map<String, Object> report = Map.of("service", name, "server", server.name(), "pauseMillis", moved.pause().toMillis(),
                    "restartMillis", restart.toMillis(), "tables", moved.tables());
            console.say(JsonMapper.builder().build().writeValueAsString(report));
            return;
        }
        moved.tables().forEach((table, digest) -> console.result(true, table + ": " + digest + ", the same on both servers"));
        console.result(true, name + " works on " + server.name() + ". Its writers were held for " + moved.pause().toMillis()
                + " ms, then refused until it had restarted, " + restart.toMillis() + " ms.");
        console.say("Its old data stay in the shared server, where nobody may use them any more.");
    }

    private Service movable() {
        if (Topology.named(target) != Topology.SEPARATE_INSTANCES) {
            throw new CannotStart("A service can be moved to separate-instances only.");
        }
        return Service.onPostgres().stream().filter(service -> service.text().equals(name)).findFirst().orElseThrow(
                () -> new CannotStart(name + " has no data in PostgreSQL; those that have are "
                        + String.join(", ", Service.onPostgres().stream().map(Service::text).toList()) + "."));
    }

    private Layout layout(PlatformStatus status) {
        return new Layout(CommonOptions.home(), options.dataDir(), status.portBase(), Topology.named(status.topology()), Set.of(), false);
    }
}
