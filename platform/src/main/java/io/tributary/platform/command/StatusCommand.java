package io.tributary.platform.command;

import io.tributary.platform.supervisor.PartState;
import io.tributary.platform.supervisor.PlatformStatus;
import io.tributary.platform.supervisor.ProcessStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "status", description = "Tells which processes run; exit code 0 if all do, 1 if some do, 3 if none does.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin private CommonOptions options = new CommonOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    private record Line(String name, long pid, int port, String state) {}

    @Override
    public Integer call() throws IOException {
        Optional<PlatformStatus> last = options.run().read();
        boolean watched = last.flatMap(PlatformStatus::supervisor).isPresent();
        List<ProcessStatus> processes = last.map(PlatformStatus::processes).orElse(List.of()).stream().map(
                process -> now(process, watched)).toList();
        if (options.isJson()) {
            List<Line> lines = processes.stream().map(
                    process -> new Line(process.name(), process.pid(), process.port(), process.state())).toList();
            spec.commandLine().getOut().println(JsonMapper.builder().build().writeValueAsString(Map.of("processes", lines)));
        } else {
            say(processes, watched);
        }
        long running = processes.stream().filter(process -> process.state().equals(PartState.RUNNING.text())).count();
        return running == 0 ? Tributary.NOT_RUNNING : running == processes.size() ? 0 : Tributary.FAILED;
    }

    private void say(List<ProcessStatus> processes, boolean watched) {
        Console console = new Console(spec.commandLine().getOut());
        console.table(processes);
        if (processes.stream().allMatch(process -> process.pid() == 0) && !watched) {
            console.say("Nothing runs on " + options.dataDir() + ".");
        } else if (!watched) {
            console.say(
                    "The launcher is gone: nothing that dies is started again. Stop the rest with ./tributary down, or start anew with up.");
        }
    }

    /** The last state told, unless the process is gone and no one is left to tell. */
    private static ProcessStatus now(ProcessStatus told, boolean watched) {
        boolean alive = told.process().isPresent();
        String state = alive || watched ? told.state() : PartState.STOPPED.text();
        return new ProcessStatus(told.name(), alive ? told.pid() : 0, told.port(), state, told.startedAt(), told.stopSignal());
    }
}
