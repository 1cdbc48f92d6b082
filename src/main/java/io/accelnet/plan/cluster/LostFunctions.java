package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.prerequisite.SriovCheck;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.VmOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The virtual functions of an assignment that the VM can't use any more: which, why, and what becomes of the VM. */
final class LostFunctions {
    /** So many adapters a message names. */
    private static final int LISTED = 5;

    private enum Cause {
        NO_ADAPTER,
        NO_SRIOV,
        OUTSIDE,
        EXCLUDED,
        TAKEN,
        LINK_DOWN,
        FORMER
    }

    private record Part(String adapter, Cause cause) {}

    private final ClusterView view;
    private final Assignment assignment;
    private final Map<Part, List<LedgerEntry>> parts = new LinkedHashMap<>();
    private final List<LedgerEntry> left = new ArrayList<>();

    /** Those of an assignment. */
    LostFunctions(ClusterView view, Assignment assignment) {
        this.view = view;
        this.assignment = assignment;
        for (LedgerEntry entry : assignment.entries()) {
            cause(entry)
                    .ifPresentOrElse(
                            cause -> parts.computeIfAbsent(new Part(entry.adapter(), cause), part -> new ArrayList<>())
                                    .add(entry),
                            () -> left.add(entry));
        }
    }

    /** Such as "virtual functions 5, 6 of adapter ens1f0 (excludedVirtualFunctions of the adapter leaves them out)". */
    String words() {
        return words(entries -> Phrases.agree(entries.size(), "virtual function ", "virtual functions ")
                + Phrases.list(entries.stream()
                        .map(entry -> String.valueOf(entry.virtualFunction()))
                        .toList())
                + " of adapter " + entries.getFirst().adapter());
    }

    /**
     * The outcome of a VM that has none in their place.
     *
     * @param promised what it was promised, in words
     * @param here whether it reports that it runs on the node, so that others of the same node alone are of use
     * @param lack the nodes for want of which there are no others
     */
    VmOutcome without(VmSnapshot vm, String promised, boolean here, Optional<AbsentNodes.Lack> lack) {
        if (parts.isEmpty()) {
            // It has less than it was promised since some were freed earlier, and what it has is well.
            return new VmOutcome.Without(
                    here ? Reason.NO_FREE_VIRTUAL_FUNCTIONS : Reason.DISPLACED_WITHOUT_ROOM,
                    (here ? "The VM runs on node " + assignment.node() + ", which hasn't " : "No node has ") + promised
                            + " for the VM, which it was promised." + onlyWhile(vm, lack) + whatHelps(vm, here),
                    AbsentNodes.progress(lack));
        }
        return new VmOutcome.Without(
                Reason.VIRTUAL_FUNCTIONS_LOST,
                (here ? "The VM runs on node " + assignment.node() + ", which" : "Node " + assignment.node())
                        + " no longer has the VM's " + words() + ", and "
                        + (here ? noOthersThere() : "no node has " + promised + " free") + "."
                        + onlyWhile(vm, lack) + whatHelps(vm, here),
                AbsentNodes.progress(lack));
    }

    /**
     * The outcome of a VM with virtual functions from different ports, with none in their place. It keeps the rest: that is what it has
     * different ports for.
     *
     * @param promised what it was promised, in words
     * @param here whether it reports that it runs on the node
     * @param lack the nodes for want of which there are no others
     */
    VmOutcome inPart(VmSnapshot vm, String promised, boolean here, Optional<AbsentNodes.Lack> lack) {
        boolean link = !parts.isEmpty() && !view.isLost(assignment);
        String gone = words(entries -> Phrases.list(named(entries)));
        String others = here ? noOthersThere() : "no node has " + promised + " free";
        String which =
                "Of the VM's virtual functions on node " + assignment.node() + ", which are from different adapters, ";
        return VmOutcome.changeNotPossible(
                link ? Reason.LINK_DOWN : Reason.VIRTUAL_FUNCTIONS_LOST,
                (parts.isEmpty()
                                ? which + "some were lost earlier, and " + others
                                : which + (link ? "these are of no use now: " : "the node no longer has ") + gone
                                        + ", and " + others)
                        + ". The VM keeps " + Phrases.list(named(left)) + "."
                        + (link ? "" : onlyWhile(vm, lack) + whatHelps(vm, here)),
                link ? Progress.RECONCILING : AbsentNodes.progress(lack),
                Optional.empty());
    }

    private static List<String> named(List<LedgerEntry> entries) {
        return entries.stream()
                .map(entry -> entry.networkAdapter() + " on " + entry.adapter())
                .toList();
    }

    private String words(Function<List<LedgerEntry>, String> names) {
        return Phrases.list(
                parts.entrySet().stream()
                        .map(part -> names.apply(part.getValue()) + " ("
                                + why(part.getKey(), part.getValue().size()) + ")")
                        .toList(),
                LISTED);
    }

    private int size() {
        return parts.values().stream().mapToInt(List::size).sum();
    }

    private String noOthersThere() {
        return Phrases.agree(size(), "no other of performance ", "no others of performance ")
                + assignment.level().label()
                + Phrases.agree(size(), " is free there in its place", " are free there in their place");
    }

    private static String onlyWhile(VmSnapshot vm, Optional<AbsentNodes.Lack> lack) {
        return lack.map(nodes ->
                        " That is so only while " + nodes.wordsFor(vm.id().namespace()) + ".")
                .orElse("");
    }

    private String whatHelps(VmSnapshot vm, boolean here) {
        String another = Phrases.agree(size(), "another", "others");
        String those = Phrases.agree(size(), "this one", "these");
        if (here) {
            return (canBeGivenBack()
                            ? " Give the node " + those + " back or " + another + ", free " + another + " there"
                            : " Free some there")
                    + ", or move the VM to a node that has some"
                    + (vm.isDescribed() ? " (spec.virtualMachine.nodeName)." : ".");
        }
        return " It gets some as soon as there are: "
                + (canBeGivenBack()
                        ? "give the node " + those + " back, or free as many on one node, or add a node."
                        : "free as many on one node, or add a node.");
    }

    /** Whether a change of the node's hardware, or of its AccelNetNode, brings any of them back. */
    private boolean canBeGivenBack() {
        return parts.keySet().stream()
                .map(Part::cause)
                .anyMatch(cause -> cause == Cause.NO_ADAPTER
                        || cause == Cause.NO_SRIOV
                        || cause == Cause.OUTSIDE
                        || cause == Cause.EXCLUDED);
    }

    private String why(Part part, int count) {
        String them = Phrases.agree(count, "it", "them");
        return switch (part.cause()) {
            case NO_ADAPTER -> "the node has no adapter of this name now";
            case NO_SRIOV -> "the adapter fails SriovSupported";
            case OUTSIDE -> adapter(part.adapter()).map(LostFunctions::range).orElse("");
            case EXCLUDED -> "excludedVirtualFunctions of the adapter leaves " + them + " out";
            case TAKEN -> "another pod has " + them;
            case LINK_DOWN -> "the link of the adapter is down";
            case FORMER -> "the cluster doesn't use the adapter any more";
        };
    }

    /** Which it has, in the words of its AccelNetNode. */
    private static String range(AdapterSnapshot adapter) {
        return (adapter.firstFunction() > 0 && adapter.virtualFunctions() > 0
                        ? "firstVirtualFunction of the adapter is " + adapter.firstFunction() + " and virtualFunctions "
                        : "virtualFunctions of the adapter is ")
                + adapter.virtualFunctions();
    }

    private Optional<Cause> cause(LedgerEntry entry) {
        Optional<AdapterSnapshot> adapter = adapter(entry.adapter());
        if (adapter.isEmpty()) {
            return Optional.of(Cause.NO_ADAPTER);
        }
        if (node().filter(node -> SriovCheck.advertises(node, adapter.get())).isEmpty()) {
            return Optional.of(Cause.NO_SRIOV);
        }
        if (!adapter.get().hasUsable(entry.virtualFunction())) {
            return Optional.of(adapter.get().isOneOfItsOwn(entry.virtualFunction()) ? Cause.EXCLUDED : Cause.OUTSIDE);
        }
        if (view.isLost(assignment.node(), entry)) {
            return Optional.of(Cause.TAKEN);
        }
        if (adapter.get().linkDown()) {
            return Optional.of(Cause.LINK_DOWN);
        }
        return view.isMember(assignment.node()) && !view.isOfIntent(assignment.node(), entry)
                ? Optional.of(Cause.FORMER)
                : Optional.empty();
    }

    private Optional<NodeSnapshot> node() {
        return view.ledgers().node(assignment.node());
    }

    private Optional<AdapterSnapshot> adapter(String name) {
        return node().flatMap(node -> Hardware.adapter(node, name));
    }
}
