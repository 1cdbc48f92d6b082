package io.accelnet.cli.verb.planning;

import io.accelnet.cli.terminal.Version;
import picocli.CommandLine.Command;

/** {@code accelnet export}. It does nothing itself. */
@Command(
        name = "export",
        header = "Writes manifests for other operators, from what the hosts and intents say.",
        subcommands = ExportSriovCommand.class,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class ExportCommand {}
