package io.accelnet.cli.verb.reading;

import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.UnmanagedPods;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code accelnet unmanaged}. */
@Command(
        name = "unmanaged",
        header = "Shows pods that have virtual functions without an AccelNetVM.",
        description = {
            "",
            "Of the resources that NetworkIntents name, in all namespaces: pods of nobody, pods of VMs that aren't admitted, and"
                    + " pods of VMs whose virtual functions are elsewhere. Nobody else gets what they have.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:there are none",
            "1:there are some, or not all pods are known",
            "2:an option is wrong, or the cluster can't be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  kubectl accelnet unmanaged"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class UnmanagedCommand extends PlanningVerb {
    @Mixin
    AnswerOptions format = new AnswerOptions();

    UnmanagedCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        PlannedObjects planned = planned(reader);
        progress.at("planning");
        UnmanagedPods pods =
                UnmanagedPods.of(planned.plan(planner(), invocation().clock().instant()));
        format.write(
                pods,
                invocation().out(),
                () -> pods.print(invocation().out(), invocation().colours()));
        return pods.allIsWell() ? 0 : 1;
    }
}
