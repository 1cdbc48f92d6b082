package io.accelnet.cli.verb.planning;

import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Edit;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.terminal.OptionNames;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What would be if. */
final class WhatIfOptions {
    private static final int HIGHEST_PERCENTAGE = 99;

    @Option(names = "--reserve", paramLabel = "PERCENT", description = "With this nodeReservePercentage, 0 to 99.")
    @Nullable Integer reserve;

    @Option(
            names = "--add-node",
            paramLabel = "NAME=TEMPLATE",
            description = "With one more node, which is like the node TEMPLATE, but up and empty.")
    Map<String, String> addNodes = new LinkedHashMap<>();

    @Option(
            names = "--remove-node",
            paramLabel = "NAME",
            arity = "1..*",
            split = ",",
            description = "Without this node.")
    List<String> removeNodes = new ArrayList<>();

    @Option(
            names = "--level",
            paramLabel = "VM=LEVEL|LEVEL",
            description = "VM=LEVEL: with this VM asking for Low, Medium or High; VM is its name, or NAMESPACE/NAME."
                    + " LEVEL alone: what the VMs of --add-vms ask for.")
    List<String> levels = new ArrayList<>();

    @Option(
            names = "--add-vms",
            paramLabel = "N",
            description =
                    "With N more VMs in each cluster, newer than all others. Each --add-vms has its --level LEVEL.")
    List<Integer> addVms = new ArrayList<>();

    @Option(
            names = "--network-adapters",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many network adapters each VM of --add-vms has; or to which intents of its cluster they belong, such"
                            + " as red,blue. Default: ${DEFAULT-VALUE}.")
    String networkAdapters = "1";

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description =
                    "The AccelNetCluster that --reserve, --add-vms and --fail-worst are about. Default: all there are.")
    @Nullable String cluster;

    @Option(
            names = "--fail",
            paramLabel = "NODE",
            arity = "1..*",
            split = ",",
            description =
                    "With these nodes failing, after everything has been planned without the failure: which VMs move"
                            + " where, and who is left without.")
    List<String> fail = new ArrayList<>();

    @Option(names = "--fail-worst", description = "With the tolerated failure that leaves the least room.")
    boolean failWorst;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "As it would be at this time, such as 2026-01-31T12:00:00Z: nodes that are leaving their cluster by"
                            + " the statuses may have left it then. Default: now.")
    @Nullable String at;

    @Option(names = "--fit", description = "Also: how many more VMs of each level fit, at each nodeReservePercentage.")
    boolean fit;

    /** The time for which is planned. */
    Instant now(InstantSource clock) {
        try {
            return Optional.ofNullable(at).map(Instant::parse).orElseGet(clock::instant);
        } catch (DateTimeParseException e) {
            throw new BadRequestException("--at " + at + ": a time such as 2026-01-31T12:00:00Z is needed");
        }
    }

    Optional<String> clusterName() {
        return Optional.ofNullable(cluster);
    }

    /** Refuses what can't be meant, before anything is read. */
    void check(Supplier<Schemas> schemas) {
        OptionNames.notEmpty("--fail", fail);
        OptionNames.notEmpty("--remove-node", removeNodes);
        OptionNames.notEmpty("--cluster", clusterName().stream().toList());
        OptionNames.notEmpty("--add-node", addNodes.keySet());
        OptionNames.notEmpty("--add-node", addNodes.values());
        addNodes.keySet()
                .forEach(name -> OptionNames.name(
                        "--add-node", name, schemas.get().of("AccelNetNode").orElseThrow()));
        if (numberOfAdapters() < 1) {
            throw new BadRequestException("--network-adapters " + networkAdapters + ": a positive number is needed");
        }
        OptionNames.notEmpty("--network-adapters", adapterIntents());
        if (numberOfAdapters() > 1) {
            schemas.get()
                    .of("AccelNetVM")
                    .orElseThrow()
                    .mostElements("spec", "virtualMachine", "networkAdapters")
                    .ifPresent(this::atMost);
        }
    }

    /** How many network adapters each new VM has. */
    private int numberOfAdapters() {
        if (!isNumber()) {
            return adapterIntents().size();
        }
        try {
            return Integer.parseInt(networkAdapters);
        } catch (NumberFormatException e) {
            throw new BadRequestException(
                    "--network-adapters " + networkAdapters + ": a number, or intents such as red,blue are needed");
        }
    }

    private boolean isNumber() {
        return networkAdapters.matches("[-+]?[0-9]+");
    }

    /** The intent of each of its network adapters; empty if only their number is given. */
    private List<String> adapterIntents() {
        return isNumber() ? List.of() : List.of(networkAdapters.split(",", -1));
    }

    private void atMost(int networkAdaptersOfAVm) {
        if (numberOfAdapters() > networkAdaptersOfAVm) {
            throw new BadRequestException(
                    "--network-adapters " + networkAdapters + ": a VM has at most " + networkAdaptersOfAVm);
        }
    }

    /** The changes of the objects, in the order in which they are made. */
    List<Edit> edits(String namespace) {
        List<Edit> edits = new ArrayList<>();
        clusterName().map(Edits::about).ifPresent(edits::add);
        addNodes.forEach((name, template) -> edits.add(Edits.addNode(name, template)));
        removeNodes.forEach(name -> edits.add(Edits.removeNode(name)));
        Optional.ofNullable(reserve)
                .map(this::percentage)
                .map(it -> Edits.reserve(it, clusterName()))
                .ifPresent(edits::add);
        levels.stream()
                .filter(level -> level.contains("="))
                .map(WhatIfOptions::change)
                .forEach(edits::add);
        edits.addAll(newVms(namespace));
        return edits;
    }

    private int percentage(int said) {
        if (said < 0 || said > HIGHEST_PERCENTAGE) {
            throw new BadRequestException("--reserve " + said + ": a percentage from 0 to 99 is needed");
        }
        return said;
    }

    private static Edit change(String said) {
        int equals = said.indexOf('=');
        String vm = said.substring(0, equals);
        OptionNames.notEmpty("--level", List.of(vm));
        return Edits.level(vm, OptionNames.level(said.substring(equals + 1)));
    }

    private List<Edit> newVms(String namespace) {
        List<Performance> said = levels.stream()
                .filter(level -> !level.contains("="))
                .map(OptionNames::level)
                .toList();
        if (said.size() != addVms.size()) {
            throw new BadRequestException("each --add-vms N needs a --level Low, Medium or High of its own: given were "
                    + addVms.size() + " --add-vms and " + said.size() + " --level");
        }
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < addVms.size(); i++) {
            if (addVms.get(i) < 1) {
                throw new BadRequestException("--add-vms " + addVms.get(i) + ": a positive number is needed");
            }
            edits.add(Edits.addVms(
                    addVms.get(i), said.get(i), numberOfAdapters(), adapterIntents(), clusterName(), namespace));
        }
        return edits;
    }
}
