package io.accelnet.cli.verb.writing;

import io.accelnet.cli.terminal.Version;
import picocli.CommandLine.Command;

/** {@code accelnet vm}. It does nothing itself. */
@Command(
        name = "vm",
        header = "Enables, changes and disables VMs, one or many.",
        subcommands = {VmEnableCommand.class, VmSetCommand.class, VmDisableCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class VmCommand {}
