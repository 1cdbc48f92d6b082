package io.accelnet.cli.verb.reading;

import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.PlannedHosts;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Drain;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.DrainAnswer;
import io.accelnet.cli.view.PlannedReserves;
import io.accelnet.plan.Planner;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code accelnet drain-check}. */
@Command(
        name = "drain-check",
        header = "Says whether a node's VMs find virtual functions elsewhere if it is drained.",
        description = {
            "",
            "Makes the operator's plan for the objects as they are now, and another one in which the node is in maintenance and"
                    + " its VMs have gone where they have virtual functions: who goes where, who finds no room, and how the reserve"
                    + " stands meanwhile. Nothing is changed. Memory and CPUs are kube-scheduler's matter.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every VM finds virtual functions elsewhere, whether the reserve holds meanwhile or not",
            "1:some VM doesn't",
            "2:an option is wrong, there is no such node, or the cluster can't be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  kubectl accelnet drain-check host-7 && kubectl drain host-7"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class DrainCheckCommand extends PlanningVerb {
    @Parameters(paramLabel = "NODE", description = "The AccelNetNode.")
    String node = "";

    @Mixin
    AnswerOptions format = new AnswerOptions();

    DrainCheckCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        // Who acts on the answer needs room that is there: a host that may come one day is none.
        PlannedObjects planned = planned(reader, PlannedHosts.THERE);
        Planner planner = planner();
        progress.at("planning");
        SettledPlan before = planned.plan(planner, invocation().clock().instant());
        if (!before.plan().nodes().containsKey(node)) {
            throw BadRequestException.noSuch(
                    "AccelNetNode", node, before.plan().nodes().keySet());
        }
        progress.at("planning without the node");
        Drain drain = Drain.of(node, planned.objects(), before, planner);
        DrainAnswer answer = DrainAnswer.of(node, new PlannedReserves(before).clustersOf(List.of(node)), drain);
        format.write(
                answer,
                invocation().out(),
                () -> answer.print(drain, invocation().out(), invocation().colours()));
        return answer.allIsWell() ? 0 : 1;
    }
}
