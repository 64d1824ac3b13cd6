package io.tributary.platform.command;

import io.tributary.platform.command.bootstrap.BootstrapCommand;
import io.tributary.platform.command.move.MoveCommand;
import io.tributary.platform.command.operations.AuditCommand;
import io.tributary.platform.command.operations.DeadLettersCommand;
import io.tributary.platform.command.operations.OperationFailed;
import io.tributary.platform.command.operations.ReplayCommand;
import io.tributary.platform.command.operations.RollbackCommand;
import io.tributary.platform.command.token.TokenCommand;
import io.tributary.platform.command.verify.VerifyCommand;
import io.tributary.platform.identity.NoToken;
import io.tributary.platform.parts.CannotStart;
import io.tributary.platform.supervisor.StartFailed;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 refused or failed, 2 not understood, 3 nothing runs. */
@Command(name = "tributary", description = "Runs the platform: embedded servers and services, each as a process of its own.", mixinStandardHelpOptions = true, subcommands = {
        UpCommand.class, DownCommand.class, StatusCommand.class, RestartCommand.class, LogsCommand.class, DemoCommand.class,
        PrepareCommand.class, TokenCommand.class, VerifyCommand.class, BootstrapCommand.class, MoveCommand.class,
        ReplayCommand.class, RollbackCommand.class, AuditCommand.class, DeadLettersCommand.class})
public final class Tributary {
    public static final int FAILED = 1;
    public static final int NOT_RUNNING = 3;

    private Tributary() {}

    public static void main(String[] arguments) {
        System.exit(
                run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Tributary()).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(
                true).setExecutionExceptionHandler(Tributary::explain).execute(arguments);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof CannotStart || failure instanceof StartFailed || failure instanceof NoToken) {
            command.getErr().println(failure.getMessage());
            return FAILED;
        }
        if (failure instanceof OperationFailed refused) {
            command.getErr().println(refused.getMessage());
            return refused.exitCode();
        }
        throw failure;
    }
}
