package io.accelnet.cli.verb.planning;

import io.accelnet.cli.live.LiveCluster;
import io.accelnet.cli.live.PlannedHosts;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.live.Scope;
import io.accelnet.cli.manifest.BadInputException;
import io.accelnet.cli.manifest.Conditions;
import io.accelnet.cli.manifest.Loaded;
import io.accelnet.cli.manifest.Loader;
import io.accelnet.cli.manifest.Printable;
import io.accelnet.cli.manifest.Problem;
import io.accelnet.cli.manifest.Source;
import io.accelnet.cli.report.JsonReport;
import io.accelnet.cli.report.Report;
import io.accelnet.cli.report.TableReport;
import io.accelnet.cli.report.YamlReport;
import io.accelnet.cli.scenario.Assumptions;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Edit;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.scenario.Fit;
import io.accelnet.cli.scenario.Replacement;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.scenario.Stated;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import io.accelnet.cli.terminal.Output;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.label.LabelsInForce;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code accelnet plan}. */
@Command(
        name = "plan",
        header = "Shows what the operator would decide, without changing anything.",
        description = {
            "",
            "Plans for manifests, or for a live cluster as it is, with the operator's own planner: which VMs are admitted,"
                    + " which node gives them their virtual functions, and what is held back for failures. Manifests are checked"
                    + " as the API server would check them, without one.",
            ""
        },
        optionListHeading = "%nOutput:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every VM has what it asks for, and the reserve of every cluster holds",
            "1:some VM is refused, waits, is left without, or keeps what it had instead of what it asks for; or some reserve"
                    + " doesn't hold; or the label of a VirtualMachine can't be followed",
            "2:a manifest or an option is wrong, or there is no object of the operator's; nothing was planned",
            "3:there is too little memory; ACCELNET_JAVA_OPTIONS=-Xmx4g gives more"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  accelnet plan -f manifests",
            "  accelnet plan -f manifests --fail-worst",
            "  accelnet plan -f manifests --add-vms 20 --level High --fit",
            "  accelnet plan -f manifests --compare ../main/manifests",
            "  accelnet plan --context production --remove-node host-7"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class PlanCommand implements Callable<Integer> {
    private final Invocation invocation;
    private Optional<Schemas> schemas = Optional.empty();

    @ArgGroup(validate = false, heading = "%nInput:%n", order = 1)
    Input input = new Input();

    @ArgGroup(
            validate = false,
            heading = "%nWhat if (all of these can be combined; they act as if the manifests had been edited):%n",
            order = 2)
    WhatIfOptions whatIf = new WhatIfOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "table; yaml: the objects with the status that the operator would write, to plan from again; json: all"
                            + " that the table says, for programs. Default: ${DEFAULT-VALUE}.")
    Output output = Output.table;

    @Option(
            names = "--compare",
            paramLabel = "FOLDER|FILE",
            description =
                    "Also: what changes for which VMs and clusters if these manifests have been in force and those of"
                            + " -f take their place.")
    @Nullable String compare;

    PlanCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (Progress progress = new Progress(invocation.err(), invocation.showsProgress())) {
            Report report = report(progress);
            progress.at("writing");
            print(report);
            return report.isAllWell() ? 0 : 1;
        }
    }

    private Report report(Progress progress) throws IOException {
        check();
        Planner planner = input.planner();
        PlannedHosts hosts = input.hosts();
        Instant now = whatIf.now(invocation.clock());
        List<String> notes = new ArrayList<>();
        Optional<SettledPlan> before = Optional.empty();
        ClusterObjects found;
        Stated stated;
        boolean followed;
        if (input.isLive()) {
            progress.at("reading the cluster");
            PlannedObjects live =
                    PlannedObjects.of(LiveCluster.read(input.connection(), output == Output.yaml), hosts, now);
            found = live.objects();
            stated = live.stated();
            notes.addAll(live.notes());
            followed = live.labelsAreFollowed();
        } else {
            Loaded loaded = load(input.files, notes, progress);
            LabelsInForce labels = LabelsInForce.of(loaded.objects());
            found = labels.objects();
            if (compare == null) {
                refuseNothing(found);
            }
            // Manifests say what shall be, whatever an operator has seen of them before.
            DiscoverySettings discovery =
                    hosts == PlannedHosts.FORESEEN ? DiscoverySettings.ALL : DiscoverySettings.OFF;
            found = PlannedObjects.discovered(found, discovery, notes, now);
            if (compare != null) {
                ClusterObjects other = PlannedObjects.discovered(
                        LabelsInForce.of(load(List.of(compare), new ArrayList<>(), progress)
                                        .objects())
                                .objects(),
                        discovery,
                        new ArrayList<>(),
                        now);
                Replacement.identify(other, found);
                ClusterObjects known = Assumptions.about(other).objects();
                refuse(ForbiddenChanges.find(schemas(), known, loaded));
                progress.at("planning what was");
                before = Optional.of(SettledPlan.of(Gather.snapshot(known, now), planner));
            }
            stated = Stated.by(found, loaded.referenced());
            Assumptions assumptions = Assumptions.about(found);
            found = assumptions.objects();
            notes.addAll(PlannedObjects.notes(assumptions));
            notes.addAll(PlannedObjects.told(labels));
            followed = PlannedObjects.areFollowed(labels);
        }
        ClusterObjects objects = found;
        for (Edit edit : whatIf.edits(input.namespace)) {
            objects = edit.apply(objects);
        }
        if (!input.isLive()) {
            objects = Assumptions.about(objects).objects();
        }
        progress.at("planning " + Phrases.count(objects.vms().size(), "VM") + " on "
                + Phrases.count(objects.nodes().size(), "node"));
        ClusterObjects asked = objects;
        ClusterSnapshot start =
                before.map(it -> Replacement.of(it, asked)).orElseGet(() -> Gather.snapshot(asked, now));
        SettledPlan settled = SettledPlan.of(start, planner);
        Optional<Report.Change> change = before.map(
                it -> new Report.Change("Compared with " + compare, Comparison.between(it.plan(), settled.plan())));
        Optional<SortedMap<String, List<Fit.Row>>> fit = whatIf.fit
                ? Optional.of(
                        Fit.of(asked, planner, now, percent -> progress.at("looking what fits at " + percent + " %")))
                : Optional.empty();
        NavigableSet<String> failing = failing(settled);
        if (failing.isEmpty()) {
            return new Report(asked, stated, settled, change, fit, notes, followed);
        }
        progress.at("planning the failure");
        ClusterObjects failed = Edits.fail(failing).apply(asked);
        SettledPlan after = SettledPlan.of(Replacement.of(settled, failed), planner);
        return new Report(
                failed,
                stated,
                after,
                Optional.of(new Report.Change(
                        "If " + String.join(", ", failing) + Phrases.agree(failing.size(), " fails", " fail"),
                        Comparison.between(settled.plan(), after.plan(), failing))),
                fit,
                notes,
                followed);
    }

    private void check() {
        OptionNames.notEmpty("--compare", Optional.ofNullable(compare).stream().toList());
        input.check();
        if (input.isLive() && compare != null) {
            throw new BadRequestException("--compare compares manifests: give them with -f");
        }
        if (Stream.concat(input.files.stream(), Stream.ofNullable(compare))
                        .filter(Source.STANDARD_INPUT::equals)
                        .count()
                > 1) {
            throw new BadRequestException(
                    "the standard input, -, can be read only once: give the other manifests as files");
        }
        boolean more = whatIf.fit || compare != null;
        if (output == Output.yaml && more) {
            throw new BadRequestException("-o yaml has objects only: --fit and --compare need -o table or -o json");
        }
        if (!input.namespace.equals(Scope.DEFAULT_NAMESPACE)) {
            OptionNames.namespace(
                    "--namespace", input.namespace, schemas().of("AccelNetVM").orElseThrow());
        }
        whatIf.check(this::schemas);
    }

    private Loaded load(List<String> files, List<String> notes, Progress progress) throws IOException {
        Conditions conditions = output == Output.yaml ? Conditions.KEPT : Conditions.LEFT_OUT;
        Loaded loaded = new Loader(
                        schemas(),
                        input.namespace,
                        conditions,
                        count -> progress.at("reading: " + Phrases.count(count, "object")))
                .load(Source.of(files, input.recursive, invocation.in()));
        refuse(loaded.problems());
        int others =
                loaded.passedOver().values().stream().mapToInt(each -> each).sum();
        if (others > 0) {
            notes.add("Passed over, since no plan depends on them: "
                    + loaded.passedOver().entrySet().stream()
                            .map(kind -> kind.getValue() + " " + Printable.line(kind.getKey()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return loaded;
    }

    /** Reading them takes half a second, and a plan for a live cluster hardly ever needs them. */
    private Schemas schemas() {
        Schemas read = schemas.orElseGet(Schemas::load);
        schemas = Optional.of(read);
        return read;
    }

    /** A folder that has been moved must not pass a check; only a comparison can be about everything being gone. */
    private void refuseNothing(ClusterObjects found) {
        if (found.intents().isEmpty()
                && found.nodes().isEmpty()
                && found.clusters().isEmpty()
                && found.vms().isEmpty()) {
            throw new BadRequestException("there is no AccelNet object in " + String.join(", ", input.files)
                    + (input.recursive ? "" : ". Folders in a folder are read only with -R."));
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new BadInputException(problems, "nothing is planned");
        }
    }

    private NavigableSet<String> failing(SettledPlan settled) {
        NavigableSet<String> failing = new TreeSet<>(whatIf.fail);
        if (whatIf.failWorst) {
            settled.plan().clusters().forEach((name, cluster) -> {
                if (whatIf.clusterName().filter(wanted -> !wanted.equals(name)).isEmpty()) {
                    cluster.reserve().map(ReserveSums::worstNodes).ifPresent(failing::addAll);
                }
            });
        }
        return failing;
    }

    private void print(Report report) throws IOException {
        switch (output) {
            case table -> new TableReport(invocation.out()).print(report);
            case yaml -> new YamlReport(invocation.out(), invocation.clock()).print(report);
            case json -> new JsonReport(invocation.out()).print(report);
        }
        invocation.out().flush();
    }
}
