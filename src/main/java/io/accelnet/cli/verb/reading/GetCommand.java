package io.accelnet.cli.verb.reading;

import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.report.DocumentWriter;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.ClusterOverview;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code accelnet get}. */
@Command(
        name = "get",
        header = "Shows all clusters, or with get vms the VMs.",
        description = {
            "",
            "A line for each AccelNetCluster: its intents and nodes, how many of the tolerated failures are left, its virtual"
                    + " functions, how many VMs have been promised theirs and how many lack them, and how it stands. It is what the"
                    + " operator has written into the statuses.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:answered", "2:an option is wrong, or the cluster can't be read"},
        footerHeading = "%nExamples:%n",
        footer = {"  kubectl accelnet get", "  kubectl accelnet get -o wide", "  kubectl accelnet get vms --disabled -A"
        },
        subcommands = GetVmsCommand.class,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class GetCommand extends ReadingVerb {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table; wide: with messages; name: the names alone; json or yaml: all, for programs. Default:"
                    + " ${DEFAULT-VALUE}.")
    ListOutput output = ListOutput.table;

    GetCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        ClusterOverview overview = ClusterOverview.of(reader.clusters());
        switch (output) {
            case table -> overview.print(invocation().out(), invocation().colours(), false);
            case wide -> overview.print(invocation().out(), invocation().colours(), true);
            case name -> overview.names().forEach(invocation().out()::println);
            case json -> new DocumentWriter(invocation().out()).json(overview);
            case yaml -> new DocumentWriter(invocation().out()).yaml(overview);
        }
        return 0;
    }
}
