package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.outcome.Shortfall.Deficit;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts a refusal for want of resources into words: why, what is missing by how much, and what would admit the VM. */
final class RefusalMessages {
    /**
     * A refusal in words, for a condition and for the status.
     *
     * @param reason for programs
     * @param message for people
     * @param shortfall the details, for programs
     */
    record RefusalMessage(Reason reason, String message, Shortfall shortfall) {}

    private final ClusterView view;
    private final ClusterTiers tiers;
    private final String linksDown;

    RefusalMessages(PlanContext context) {
        this.view = context.view();
        this.tiers = context.tiers();
        this.linksDown = linksDown(view);
    }

    /** A sentence on ports that give nothing since they have no link; empty if there are none. */
    static String linksDown(ClusterView view) {
        List<String> ports = new ArrayList<>();
        view.linksDown().forEach((node, names) -> names.forEach(name -> ports.add(node + "/" + name)));
        return ports.isEmpty()
                ? ""
                : " Adapters whose link is down give nothing until it is up: " + Phrases.list(ports) + ".";
    }

    /**
     * The message for a refusal.
     *
     * @param node the only node that would do; empty if any would
     * @param explanation empty if the plan's work for explanations is used up
     * @param lack the nodes for want of which it is refused; empty if it would be refused with all nodes
     */
    RefusalMessage explain(
            VmSnapshot vm,
            Demand demand,
            Optional<String> node,
            Decision.Refused decision,
            Optional<Explanation> explanation,
            Optional<AbsentNodes.Lack> lack) {
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
        Shortfall shortfall = shortfall(vm, decision, explanation);
        String documented = "The cluster does not have enough SRIOV resources to enable VM "
                + vm.id().name() + ". ";
        return new RefusalMessage(
                reason,
                documented
                        + why(vm, demand, node, decision, shortfall, lack.isPresent())
                        + lack.filter(nodes -> !(decision instanceof Decision.TooManyDown && nodes.isOutage()))
                                .filter(nodes -> !nodes.isOfLinks())
                                .map(nodes -> " It is refused only while "
                                        + nodes.wordsFor(vm.id().namespace()) + ".")
                                .orElse("")
                        + linksDown
                        + new RemedyMessage(view, vm).text(decision, explanation, shortfall),
                shortfall);
    }

    private Shortfall shortfall(VmSnapshot vm, Decision.Refused decision, Optional<Explanation> explanation) {
        OptionalInt failures = explanation.map(Explanation::failuresThatAdmit).orElse(OptionalInt.empty());
        return new Shortfall(
                Decision.shortage(decision).map(shortage -> deficit(shortage, tiers, view)),
                explanation.flatMap(Explanation::fewest).map(shortage -> deficit(shortage, tiers, view)),
                failures.isPresent()
                        ? OptionalInt.of(view.highestPercentage(failures.getAsInt()))
                        : OptionalInt.empty(),
                explanation.map(Explanation::tierThatAdmits).orElse(OptionalInt.empty()).stream()
                        .mapToObj(tiers::highestLevelOf)
                        .flatMap(Optional::stream)
                        .filter(level -> level.compareTo(vm.level()) < 0)
                        .findFirst(),
                explanation.flatMap(Explanation::hostThatAdmits),
                explanation.stream()
                        .flatMap(found -> found.additions().stream())
                        .map(addition -> new Shortfall.IntentAddition(
                                view.pools().several()
                                        ? Optional.of(view.pools().intent(addition.pool()))
                                        : Optional.empty(),
                                addition))
                        .toList());
    }

    private String why(
            VmSnapshot vm,
            Demand demand,
            Optional<String> node,
            Decision.Refused decision,
            Shortfall shortfall,
            boolean waits) {
        String need = Phrases.count(demand.virtualFunctions(), "virtual function") + " of performance "
                + vm.level().label() + PoolPhrases.of(demand, view.pools());
        return switch (decision) {
            case Decision.TooManyDown tooMany ->
                Phrases.count(tooMany.down(), "node") + " of cluster " + vm.cluster()
                        + Phrases.agree(tooMany.down(), " is", " are") + " down (" + Phrases.list(view.downNodes())
                        + "), and its reserve is for "
                        + tooMany.failures() + ": nobody is admitted until no more are down than that.";
            case Decision.AlreadyViolated violated ->
                "The reserve of cluster " + vm.cluster()
                        + " doesn't hold at the moment: nobody is admitted until it does. Its condition ReserveHeld says by"
                        + " how much it is short.";
            case Decision.Unproven unproven ->
                "Whether it has enough takes too long to find out: no calculation proves that every tolerated failure would be"
                        + " survived, and none the opposite. Nothing is promised unproven.";
            case Decision.NoCapablePort none
            when demand.differentPorts() || demand.ofPools().size() > 1 ->
                "No node"
                        + node.map(only -> ", not even " + only + ", where the VM is,")
                                .orElse(" of cluster " + vm.cluster())
                        + " has adapters that give " + need + ".";
            case Decision.NoCapablePort none ->
                "No adapter of "
                        + node.map(only -> "node " + only + ", where the VM is,")
                                .orElse("cluster " + vm.cluster())
                        + " gives a virtual function of performance "
                        + vm.level().label() + ".";
            case Decision.TierTooRare rare
            when rare.hosts() == 0 ->
                "No node that can give performance " + vm.level().label() + ofPools(demand) + " takes VMs now"
                        + (waits ? "" : absent(vm, demand)) + ".";
            case Decision.TierTooRare rare ->
                "Only " + Phrases.count(rare.hosts(), "node") + " that "
                        + Phrases.agree(rare.hosts(), "takes", "take") + " VMs can give performance "
                        + vm.level().label() + ofPools(demand) + ", and as many as " + rare.failures()
                        + " may fail at once: it could be kept for nobody.";
            case Decision.PinnedHostUnavailable host ->
                "Node " + host.host() + ", where the VM is, takes nobody at the moment.";
            case Decision.PinnedHostFull host -> "Node " + host.host() + ", where the VM is, hasn't " + need + " free.";
            case Decision.NoRoom none -> "No node has " + need + " free.";
            case Decision.ReserveShort shortOf ->
                "The reserve would be short: "
                        + DeficitMessage.sentence(
                                shortfall.fewest().orElseGet(() -> deficit(shortOf.shortage(), tiers, view)),
                                shortfall.worst());
        };
    }

    /**
     * Which nodes that could give it take no VMs, and why. Where the VM would be admitted with them the message says so anyway; this is
     * for where it wouldn't.
     */
    private String absent(VmSnapshot vm, Demand demand) {
        List<String> up = PerformanceCheck.able(view, vm, demand).stream()
                .filter(node -> !view.isDown(node))
                .toList();
        String absent = new AbsentNodes.Lack(
                        up.stream().filter(view::isCordoned).toList(),
                        up.stream()
                                .filter(node -> !view.isCordoned(node) && view.isLeaving(node))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false)
                .words();
        return absent.isEmpty() ? "" : ": " + absent;
    }

    /** Of which intents a node has to give something, and whether from different adapters, where that matters. */
    private String ofPools(Demand demand) {
        List<String> intents = PoolPhrases.needed(demand, view.pools());
        return (view.pools().several()
                        ? " of " + PoolPhrases.intents(intents) + (intents.size() > 1 ? " together" : "")
                        : "")
                + (demand.differentPorts() ? " from different adapters" : "");
    }

    /** Translates what the reserve found into the words of users: levels and nodes, for tiers and hosts. */
    static Deficit deficit(Shortage shortage, ClusterTiers tiers, ClusterView view) {
        return new Deficit(
                tiers.lowestLevelOf(shortage.tier()).filter(level -> shortage.tier() > 0),
                shortage.size(),
                amount(shortage, Shortage.Unit.VIRTUAL_FUNCTIONS),
                amount(shortage, Shortage.Unit.QUEUE_PAIRS),
                amount(shortage, Shortage.Unit.PLACES),
                shortage.worstHosts(),
                view.pools().several()
                        ? shortage.pools().stream().map(view.pools()::intent).toList()
                        : List.of());
    }

    private static int amount(Shortage shortage, Shortage.Unit unit) {
        return shortage.unit() == unit ? shortage.shortBy() : 0;
    }
}
