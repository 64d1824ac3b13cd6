package io.tributary.platform.command.verify;

import io.tributary.platform.command.CommonOptions;
import io.tributary.platform.command.Console;
import io.tributary.platform.command.Tributary;
import io.tributary.platform.isolation.Finding;
import io.tributary.platform.isolation.Finding.Outcome;
import io.tributary.platform.isolation.IsolationReport;
import io.tributary.platform.isolation.IsolationSuite;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Topology;
import io.tributary.platform.supervisor.PlatformStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "isolation", description = "Tries with each service's credentials what it must not be able to do; exit code 0 if all of it is refused, but for what is listed as accepted.", mixinStandardHelpOptions = true)
final class VerifyIsolationCommand implements Callable<Integer> {
    @Mixin private CommonOptions options = new CommonOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    private record Row(String who, String whose, String what, int attempts, String outcome, String because) {}

    @Override
    public Integer call() throws IOException {
        Console console = new Console(spec.commandLine().getOut());
        Optional<PlatformStatus> running = options.run().read().filter(status -> status.supervisor().isPresent() && status.ready());
        if (running.isEmpty()) {
            console.say("Nothing runs on " + options.dataDir() + ".");
            return Tributary.NOT_RUNNING;
        }
        PlatformStatus status = running.get();
        Layout layout = new Layout(CommonOptions.home(), options.dataDir(), status.portBase(), Topology.named(status.topology()), Set.of(),
                false);
        IsolationReport report = new IsolationSuite(status.topology(), layout.data(), status.processes(), layout.logins(),
                layout.kafkaServers(), layout.kafkaAccess()).run();
        if (options.isJson()) {
            spec.commandLine().getOut().println(json(report));
        } else {
            say(console, report);
        }
        return report.holds() ? 0 : Tributary.FAILED;
    }

    private static void say(Console console, IsolationReport report) {
        for (Finding row : report.findings()) {
            console.say(String.format(Locale.ROOT, "%-9s %3d x  %-24s %-16s %-48s %s", row.outcome().text(), row.attempts(), row.who(),
                    row.whose(), row.what(), row.because()).stripTrailing());
        }
        console.result(report.holds(),
                String.format(Locale.ROOT, "%d attempts, topology %s: %d kinds refused, %d accepted, %d allowed, %d undecided",
                        report.attempts(), report.topology(), report.with(Outcome.REFUSED).size(), report.with(Outcome.ACCEPTED).size(),
                        report.with(Outcome.ALLOWED).size(), report.with(Outcome.UNDECIDED).size()));
    }

    private static String json(IsolationReport report) {
        List<Row> rows = report.findings().stream().map(row -> new Row(row.who(), row.whose(), row.what(), row.attempts(),
                row.outcome().text(), row.because())).toList();
        return JsonMapper.builder().build().writeValueAsString(
                Map.of("topology", report.topology(), "holds", report.holds(), "attempts", report.attempts(), "rows", rows));
    }
}
