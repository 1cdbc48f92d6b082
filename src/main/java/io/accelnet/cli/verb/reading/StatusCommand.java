package io.accelnet.cli.verb.reading;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.Scope;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.ClusterStanding;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code accelnet status}. */
@Command(
        name = "status",
        header = "Shows how a cluster stands, who is short, and what to do.",
        description = {
            "",
            "The arithmetic of the reserve with the failure that leaves the least room, each condition with its code, the VMs"
                    + " that lack what they ask for, and what the operator recommends. It is what the operator has written into"
                    + " the statuses.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the cluster is ready, and every VM of it has what it asks for",
            "1:something isn't as it should be",
            "2:an option is wrong, or the cluster can't be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  kubectl accelnet status east"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class StatusCommand extends ReadingVerb {
    @Parameters(paramLabel = "CLUSTER", description = "The AccelNetCluster.")
    String cluster = "";

    @Mixin
    AnswerOptions format = new AnswerOptions();

    StatusCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        AccelNetCluster found = reader.cluster(cluster)
                .orElseThrow(() -> new BadRequestException("there is no AccelNetCluster " + cluster));
        ClusterStanding standing = ClusterStanding.of(found, reader.vms(Scope.ALL, Optional.of(cluster)));
        format.write(
                standing,
                invocation().out(),
                () -> standing.print(invocation().out(), invocation().colours()));
        return standing.allIsWell() ? 0 : 1;
    }
}
