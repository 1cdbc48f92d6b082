package io.accelnet.cli.verb.reading;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.cli.change.LabelSelectorText;
import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.scenario.Assumptions;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.Prerequisites;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.prerequisite.ClusterChecks;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accelnet prereq}. */
@Command(
        name = "prereq",
        header = "Checks the prerequisites of a cluster, on each host.",
        description = {
            "",
            "A line for each check and host, or adapter: ✓ it passes, ✗ it fails, ? the host states too little; with the"
                    + " documented code, and what to do. With --intent the checks are made for a cluster that isn't there yet."
                    + " They are the operator's own checks, made on the objects as they are now.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:all prerequisites hold",
            "1:a check fails, or a host states too little",
            "2:an option is wrong, or the cluster can't be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  kubectl accelnet prereq east", "  kubectl accelnet prereq --intent compute --selector site=east"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class PrereqCommand extends PlanningVerb {
    /** Younger than all that is there, as a cluster would be that is made now. */
    private static final String NEW_CLUSTER = "new";

    @Parameters(paramLabel = "CLUSTER", arity = "0..1", description = "The AccelNetCluster. Default: all there are.")
    @Nullable String cluster;

    @Option(
            names = "--intent",
            paramLabel = "INTENT",
            split = ",",
            description = "No cluster that is there, but one that would run on this NetworkIntent, or on these.")
    List<String> intents = new ArrayList<>();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            description = "With --intent: the labels of its AccelNetNodes, such as site=east. Default: all.")
    @Nullable String selector;

    @Mixin
    AnswerOptions format = new AnswerOptions();

    PrereqCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    void check() {
        super.check();
        OptionNames.notEmpty("--intent", intents);
        if (cluster != null && !intents.isEmpty()) {
            throw new BadRequestException("a CLUSTER and --intent: one or the other");
        }
        if (intents.isEmpty() && selector != null) {
            throw new BadRequestException(
                    "--selector needs --intent: a cluster that is there has its own nodeSelector");
        }
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        ClusterObjects objects = planned(reader).objects();
        Optional<String> wanted = Optional.ofNullable(cluster);
        if (!intents.isEmpty()) {
            AccelNetCluster imagined = imagined(objects);
            wanted = Optional.of(imagined.getMetadata().getName());
            objects = Edits.addCluster(imagined).apply(objects);
            Assumptions.identify(objects);
        }
        progress.at("checking");
        List<Prerequisites> all =
                prerequisites(Gather.snapshot(objects, invocation().clock().instant()), wanted);
        format.write(all, invocation().out(), () -> print(all));
        return all.stream().allMatch(Prerequisites::hold) ? 0 : 1;
    }

    private void print(List<Prerequisites> all) {
        boolean first = true;
        for (Prerequisites one : all) {
            if (!first) {
                invocation().out().println();
            }
            first = false;
            one.print(invocation().out(), invocation().colours());
        }
    }

    private List<Prerequisites> prerequisites(ClusterSnapshot snapshot, Optional<String> wanted) {
        Planner planner = planner();
        SortedMap<String, ClusterChecks> checks = planner.prerequisites(snapshot);
        Plan plan = planner.plan(snapshot);
        List<Prerequisites> found = snapshot.clusters().stream()
                .filter(definition ->
                        wanted.map(name -> name.equals(definition.name())).orElse(true))
                .sorted(Comparator.comparing(ClusterDefinition::name))
                .map(definition -> Prerequisites.of(
                        intents.isEmpty() ? Optional.of(definition.name()) : Optional.empty(),
                        definition.intentNames(),
                        Objects.requireNonNull(checks.get(definition.name())),
                        Objects.requireNonNull(plan.clusters().get(definition.name()))
                                .conditions()))
                .toList();
        if (found.isEmpty()) {
            throw wanted.map(name -> BadRequestException.noSuch("AccelNetCluster", name, checks.keySet()))
                    .orElseGet(() -> new BadRequestException(
                            "there is no AccelNetCluster yet: say with --intent which one would be"));
        }
        return found;
    }

    private AccelNetCluster imagined(ClusterObjects objects) {
        AccelNetCluster made = new AccelNetCluster();
        made.setMetadata(new ObjectMetaBuilder()
                .withName(freeName(objects.clusters().stream()
                        .map(one -> one.getMetadata().getName())
                        .toList()))
                .build());
        made.setSpec(new AccelNetClusterSpec(
                intents.getFirst(),
                intents.subList(1, intents.size()),
                null,
                null,
                selector == null ? null : LabelSelectorText.parse("--selector", selector),
                null,
                null,
                null,
                null,
                null));
        return made;
    }

    private static String freeName(List<String> taken) {
        String name = NEW_CLUSTER;
        while (taken.contains(name)) {
            name += "-";
        }
        return name;
    }
}
