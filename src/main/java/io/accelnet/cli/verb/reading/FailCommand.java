package io.accelnet.cli.verb.reading;

import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.PlannedHosts;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.report.JsonReport;
import io.accelnet.cli.report.Report;
import io.accelnet.cli.report.TableReport;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.scenario.Replacement;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import io.accelnet.cli.terminal.Output;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.PlannedReserves;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.Planner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accelnet fail}. */
@Command(
        name = "fail",
        header = "Shows who would go where if nodes failed.",
        description = {
            "",
            "Makes the operator's plan for the objects as they are now, and another one with these nodes down: which VMs move"
                    + " where, who is left without, and how the reserve stands then. Nothing is changed.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every VM that has virtual functions would have some",
            "1:some VM would be left without",
            "2:an option is wrong, or the cluster can't be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  kubectl accelnet fail host-7 --dry-run", "  kubectl accelnet fail host-7 host-8 --dry-run"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class FailCommand extends PlanningVerb {
    @Parameters(paramLabel = "NODE", arity = "1..*", description = "The AccelNetNodes that fail.")
    List<String> nodes = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only show it. There is no other way: nothing here makes a node fail.")
    boolean dryRun;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table; json: the whole plan of the failure, as accelnet plan writes it. Default:"
                    + " ${DEFAULT-VALUE}.")
    Output output = Output.table;

    FailCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    void check() {
        super.check();
        OptionNames.notEmpty("NODE", nodes);
        if (!dryRun) {
            throw new BadRequestException(
                    "say --dry-run: this shows what would be if nodes failed, and makes none fail");
        }
        if (output == Output.yaml) {
            throw new BadRequestException("-o yaml: only table and json are possible here");
        }
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        // Who acts on the answer needs room that is there: a host that may come one day is none.
        PlannedObjects planned = planned(reader, PlannedHosts.THERE);
        Planner planner = planner();
        progress.at("planning");
        SettledPlan before = planned.plan(planner, invocation().clock().instant());
        TreeSet<String> failing = new TreeSet<>(nodes);
        ClusterObjects failed = Edits.fail(failing).apply(planned.objects());
        progress.at("planning the failure");
        SettledPlan after = SettledPlan.of(Replacement.of(before, failed), planner);
        Comparison comparison = Comparison.between(before.plan(), after.plan(), failing);
        Report.Change change = new Report.Change(
                "If " + String.join(", ", failing) + Phrases.agree(failing.size(), " fails", " fail"), comparison);
        if (output == Output.json) {
            new JsonReport(invocation().out())
                    .print(new Report(
                            failed,
                            planned.stated(),
                            after,
                            Optional.of(change),
                            Optional.empty(),
                            planned.notes(),
                            planned.labelsAreFollowed()));
        } else {
            new TableReport(invocation().out()).change(change);
            new PlannedReserves(after)
                    .print(
                            new PlannedReserves(before).clustersOf(nodes),
                            invocation().out(),
                            invocation().colours());
        }
        return comparison.count(Comparison.Kind.WITHOUT) == 0 ? 0 : 1;
    }
}
