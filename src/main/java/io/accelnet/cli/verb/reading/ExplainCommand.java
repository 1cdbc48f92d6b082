package io.accelnet.cli.verb.reading;

import io.accelnet.cli.terminal.Version;
import picocli.CommandLine.Command;

/** {@code accelnet explain}. It does nothing itself. */
@Command(
        name = "explain",
        header = "Explains what the operator decides.",
        subcommands = ExplainVmCommand.class,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class ExplainCommand {}
