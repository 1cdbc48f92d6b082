package io.accelnet.plan.cluster;

import io.accelnet.plan.Level;
import io.accelnet.plan.Words;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says why a VM can't be admitted, what is short by how much, and what would admit it. */
final class Shortages {
    /**
     * A refusal in words.
     *
     * @param reason for programs
     * @param message for people
     */
    record Text(Reason reason, String message) {}

    private final Workbench bench;
    private final ClusterView view;

    Shortages(Workbench bench) {
        this.bench = bench;
        this.view = bench.view();
    }

    /** The words for a refusal. What the VM has itself must be released for as long as this takes. */
    Text explain(VmSnapshot vm, Demand demand, Optional<String> node, Decision.Refused decision) {
        return explain(vm, demand, node, decision, () -> bench.fleet().explain(demand, node));
    }

    /** The same, where one explanation serves several VMs. */
    Text explain(
            VmSnapshot vm,
            Demand demand,
            Optional<String> node,
            Decision.Refused decision,
            Supplier<Explanation> explanation) {
        Reason reason = switch (decision) {
            case Decision.TooManyDown tooMany -> Reason.TOO_MANY_NODES_DOWN;
            case Decision.AlreadyViolated violated -> Reason.RESERVE_VIOLATED;
            case Decision.Unproven unproven -> Reason.RESERVE_NOT_PROVEN;
            case Decision.NoCapablePort none -> Reason.CLUSTER_NOT_ENOUGH_RESOURCES;
            case Decision.TierTooRare rare -> Reason.CLUSTER_NOT_ENOUGH_RESOURCES;
            case Decision.PinnedHostUnavailable host -> Reason.CLUSTER_NOT_ENOUGH_RESOURCES;
            case Decision.PinnedHostFull host -> Reason.CLUSTER_NOT_ENOUGH_RESOURCES;
            case Decision.NoRoom none -> Reason.CLUSTER_NOT_ENOUGH_RESOURCES;
            case Decision.ReserveShort shortOf -> Reason.CLUSTER_NOT_ENOUGH_RESOURCES;
        };
        String documented = "The cluster does not have enough SRIOV resources to enable VM "
                + vm.id().name() + ". ";
        return new Text(reason, documented + why(vm, demand, node, decision) + remedies(vm, decision, explanation));
    }

    private String why(VmSnapshot vm, Demand demand, Optional<String> node, Decision.Refused decision) {
        String need = Words.count(demand.virtualFunctions(), "virtual function") + " of performance "
                + vm.level().label();
        return switch (decision) {
            case Decision.TooManyDown tooMany ->
                Words.count(tooMany.down(), "node") + " of cluster " + vm.cluster()
                        + (tooMany.down() == 1 ? " is" : " are") + " down, and its reserve is for "
                        + tooMany.failures() + ": nobody is admitted until no more are down than that.";
            case Decision.AlreadyViolated violated ->
                "The reserve of cluster " + vm.cluster()
                        + " doesn't hold at the moment: nobody is admitted until it does. Its condition ReserveHeld says by"
                        + " how much it is short.";
            case Decision.Unproven unproven ->
                "It may well have enough, but no calculation proves that every tolerated failure would be survived, and"
                        + " nothing is promised unproven.";
            case Decision.NoCapablePort none ->
                "No adapter of "
                        + node.map(name -> "node " + name + ", where the VM is,")
                                .orElse("cluster " + vm.cluster())
                        + " gives a virtual function of performance "
                        + vm.level().label() + ".";
            case Decision.TierTooRare rare ->
                "Only " + Words.count(rare.hosts(), "node") + " that take VMs can give performance "
                        + vm.level().label() + ", and as many as " + rare.failures()
                        + " may fail at once: it could be kept for nobody.";
            case Decision.PinnedHostUnavailable host ->
                "Node " + host.host() + ", where the VM runs, takes nobody at the moment.";
            case Decision.PinnedHostFull host ->
                "Node " + host.host() + ", where the VM runs, hasn't " + need + " free.";
            case Decision.NoRoom none -> "No node has " + need + " free.";
            case Decision.ReserveShort shortOf -> reserveShort(shortOf.shortage());
        };
    }

    private String reserveShort(Shortage shortage) {
        return "The reserve would be short: " + lack(shortage, bench.scale());
    }

    /** What a failure would show to be missing. */
    static String lack(Shortage shortage, TierScale scale) {
        return "if " + Words.list(shortage.worstHosts()) + " failed, the VMs from there would lack " + amount(shortage)
                + scale.lowestLevelOf(shortage.tier())
                        .filter(level -> shortage.tier() > 0)
                        .map(level -> " of performance " + level.label() + (level == Level.HIGH ? "" : " or higher"))
                        .orElse("")
                + " on the other nodes"
                + (shortage.size() > 1 ? ", counting VMs with " + shortage.size() + " or more network adapters" : "")
                + ".";
    }

    private static String amount(Shortage shortage) {
        return Words.count(
                shortage.shortBy(),
                switch (shortage.unit()) {
                    case VIRTUAL_FUNCTIONS -> "virtual function";
                    case QUEUE_PAIRS -> "queue pair";
                });
    }

    private String remedies(VmSnapshot vm, Decision.Refused decision, Supplier<Explanation> asked) {
        if (decision instanceof Decision.TooManyDown || decision instanceof Decision.AlreadyViolated) {
            return "";
        }
        Explanation explanation = asked.get();
        List<String> remedies = new ArrayList<>();
        explanation
                .failuresThatAdmit()
                .ifPresent(failures -> remedies.add("a nodeReservePercentage of at most " + percentage(failures)));
        explanation.tierThatAdmits().stream()
                .mapToObj(bench.scale()::highestLevelOf)
                .flatMap(Optional::stream)
                .filter(level -> level.compareTo(vm.level()) < 0)
                .forEach(level -> remedies.add("performance " + level.label()));
        remedies.add(
                switch (decision) {
                    case Decision.PinnedHostFull host -> "more virtual functions on that node";
                    case Decision.PinnedHostUnavailable host -> "another node for the VM";
                    case Decision.NoCapablePort none -> "a node whose adapters can provide it";
                    default -> "more virtual functions in the cluster";
                });
        return " What would admit it: " + String.join(", or ", remedies) + ".";
    }

    /** The highest percentage of which the number of nodes is no more than this. */
    private int percentage(int failures) {
        int nodes = Math.max(1, view.members().size());
        return Math.min(99, ((failures + 1) * 100 - 1) / nodes);
    }
}
