package io.tributary.platform.command;

import io.tributary.servers.files.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = "Shows the end of each process's log, or of one.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final String SUFFIX = ".log";

    @Mixin private CommonOptions options = new CommonOptions();

    @Option(names = "--lines", paramLabel = "N", description = "How many lines of each (default: ${DEFAULT-VALUE}).", defaultValue = "40") private int lines;

    @Parameters(paramLabel = "SERVICE", arity = "0..1", description = "As `status` names it.") private String name = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Console console = new Console(spec.commandLine().getOut());
        List<Path> logs = logs();
        List<Path> wanted = logs.stream().filter(log -> name.isEmpty() || name(log).equals(name)).toList();
        if (wanted.isEmpty()) {
            console.say(logs.isEmpty()
                    ? "There are no logs in " + folder() + "."
                    : "There is no log of " + name + "; there are logs of "
                            + logs.stream().map(LogsCommand::name).collect(Collectors.joining(", ")) + ".");
            return Tributary.FAILED;
        }
        for (Path log : wanted) {
            console.say("==> " + log);
            LogTail.of(log, lines).forEach(console::say);
        }
        return 0;
    }

    private List<Path> logs() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private Path folder() {
        return options.dataDir().resolve("logs");
    }

    private static String name(Path log) {
        String file = log.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
