package io.tributary.platform.command.verify;

import picocli.CommandLine.Command;

@Command(name = "verify", description = "Checks a promise on the running platform.", mixinStandardHelpOptions = true, subcommands = VerifyIsolationCommand.class, synopsisSubcommandLabel = "COMMAND")
public final class VerifyCommand {}
