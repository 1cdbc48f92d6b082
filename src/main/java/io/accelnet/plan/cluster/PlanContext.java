package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Grant;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Reserve;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.Promises;
import io.accelnet.plan.vm.VmChecks;
import io.accelnet.plan.vm.VmOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What all steps of a cluster's plan share: the ledgers, the fleet that mirrors them, each VM's checks, and the outcome of each VM
 * for which a step has decided.
 */
final class PlanContext {
    private final ClusterView view;
    private final ClusterBudget budget;
    private final ClusterTiers tiers;
    private final Demands demands;
    private final Set<VmId> unserved;
    private final FleetBuilder fleets;
    private final Reserve fleet;
    private final List<VmSnapshot> vms;
    private final Map<VmId, VmChecks> checks = new HashMap<>();
    private final Map<VmId, VmOutcome> outcomes = new HashMap<>();
    /** In the order in which they were decided, so that the same ones are explained while the work for explanations lasts. */
    private final SequencedMap<VmId, Function<RefusalExplainer, VmOutcome>> unexplained = new LinkedHashMap<>();

    private final List<VmSnapshot> madeAnew = new ArrayList<>();
    /** Displaced VMs for which there is no room, in the order in which they get it when there is some. */
    private final List<Displaced> waitingForRoom = new ArrayList<>();

    /** VMs whose virtual functions are lost or without a link, and for which there are no others. */
    private final List<Displaced> waitingForOthers = new ArrayList<>();

    /** New VMs that passed every check and were refused for want of room. */
    private final Set<VmId> refusedForRoom = new HashSet<>();

    private final HaltedVms halted = new HaltedVms(this);
    private final FailoverRestrictions restrictions;

    private final ClusterPods pods;
    private final OpenPlaces open;

    PlanContext(ClusterView view, List<VmSnapshot> vms, ClusterPods pods, ClusterBudget budget) {
        this.view = view;
        this.budget = budget;
        this.vms = List.copyOf(vms);
        PerformanceCheck performance = new PerformanceCheck(view);
        IntentCheck intents = new IntentCheck(view);
        // Most VMs have equal findings. They share one object, which saves memory in a plan of 200,000 VMs.
        Map<VmChecks, VmChecks> alike = new HashMap<>();
        for (VmSnapshot vm : vms) {
            VmChecks found = VmChecks.of(
                    vm,
                    view.checks().hyperthreading(),
                    performance.finding(vm),
                    intents.failure(vm),
                    view.pools().several());
            checks.put(vm.id(), alike.computeIfAbsent(found, first -> first));
        }
        this.tiers = ClusterTiers.of(view, vms);
        this.demands = new Demands(view, tiers);
        this.unserved = view.pools().several() || vms.stream().anyMatch(this::namesIntents) ? unserved(vms) : Set.of();
        this.fleets = new FleetBuilder(view, tiers, vms, unserved, budget.work());
        this.fleet = fleets.empty();
        for (VmSnapshot vm : vms) {
            assignment(vm).ifPresent(assignment -> {
                hold(vm, assignment);
                if (assignment.isOfFormer(vm.uid())) {
                    madeAnew.add(vm);
                }
            });
        }
        this.restrictions = new FailoverRestrictions(view.members().keySet());
        this.pods = pods;
        this.open = OpenPlaces.keep(pods, this);
    }

    /** Whether it asks for virtual functions of certain intents, or was promised some: the cluster may not have these any more. */
    private boolean namesIntents(VmSnapshot vm) {
        return !view.asked(vm).isEmpty()
                || vm.memory()
                        .promised()
                        .filter(promise -> !promise.intents().isEmpty())
                        .isPresent();
    }

    private Set<VmId> unserved(List<VmSnapshot> all) {
        return all.stream()
                .filter(vm -> AssignmentRenewal.isAdmitted(this, vm))
                .filter(vm -> !demands.isServed(Entitlement.of(view, vm, assignment(vm))))
                .map(VmSnapshot::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    ClusterView view() {
        return view;
    }

    ClusterBudget budget() {
        return budget;
    }

    ClusterTiers tiers() {
        return tiers;
    }

    /** What VMs take from the reserve. */
    Demands demands() {
        return demands;
    }

    /**
     * Whether the cluster uses all intents of which the VM was promised something. As long as it doesn't, the reserve doesn't count the VM,
     * and what it has is as in the hand of others.
     */
    boolean isServed(VmSnapshot vm) {
        return !unserved.contains(vm.id());
    }

    /** Plans VMs elsewhere that don't run. */
    HaltedVms halted() {
        return halted;
    }

    Reserve fleet() {
        return fleet;
    }

    FleetBuilder fleets() {
        return fleets;
    }

    /** Which VMs can't run on each member. */
    FailoverRestrictions restrictions() {
        return restrictions;
    }

    ClusterPods pods() {
        return pods;
    }

    /** Whether pods may be opened to a node, as far as there is room. */
    boolean takesPods(String node) {
        return view.takesVms(node) && pods.hostname(node).isPresent();
    }

    /** The places that pods keep which may be bound at any moment. */
    OpenPlaces open() {
        return open;
    }

    /** What the VM's checks found. */
    VmChecks checks(VmSnapshot vm) {
        VmChecks found = checks.get(vm.id());
        if (found == null) {
            throw new IllegalArgumentException(vm.id() + " isn't this cluster's");
        }
        return found;
    }

    /**
     * Whether hardware that the VM needs is lost. A VF of its assignment is gone; or its adapter has no link, and the VM doesn't
     * report that it runs there; or the assignment has fewer VFs than the VM was promised: an earlier plan has freed those that were
     * left, and what was lost may be there again.
     */
    boolean isLost(VmSnapshot vm, Assignment assignment) {
        return view.isLost(assignment)
                || (view.isLinkDown(assignment) && !view.validReport(vm).equals(Optional.of(assignment.node())))
                || (vm.memory().promised().isPresent()
                        && Promises.to(vm, Optional.of(assignment), view)
                                        .networkAdapters()
                                        .size()
                                > assignment.size());
    }

    /** The virtual functions that the VM has, as the ledgers say now. */
    Optional<Assignment> assignment(VmSnapshot vm) {
        return view.ledgers().assignment(vm.id());
    }

    /** The same of an admitted VM. One that was made anew and isn't admitted has only a place that is kept for it. */
    Optional<Assignment> own(VmSnapshot vm) {
        return assignment(vm).filter(has -> !has.isOfFormer(vm.uid()));
    }

    /** What the VM has, if it can start with that: it is its own, and no hardware of it is lost. */
    Optional<Assignment> toStartWith(VmSnapshot vm) {
        return own(vm).filter(has -> !isLost(vm, has));
    }

    /** The cluster's VMs, in the order in which they are served. */
    List<VmSnapshot> vms() {
        return vms;
    }

    /** Whether a step has decided for the VM. */
    boolean isSettled(VmSnapshot vm) {
        return outcomes.containsKey(vm.id()) || unexplained.containsKey(vm.id());
    }

    /** What was decided for the VM, once all is explained. */
    VmOutcome outcome(VmSnapshot vm) {
        VmOutcome outcome = outcomes.get(vm.id());
        if (outcome == null) {
            throw new IllegalStateException("nothing is decided for " + vm.id() + ", or it isn't explained yet");
        }
        return saidOfItsPods(vm, outcome);
    }

    /** Nobody stops a VM that isn't admitted: what its pod has is nobody's all the same, and its owner shall know. */
    private VmOutcome saidOfItsPods(VmSnapshot vm, VmOutcome outcome) {
        if (outcome instanceof VmOutcome.Waiting || outcome instanceof VmOutcome.Refused) {
            return view.ledgers()
                    .uses()
                    .boundPod(vm.id())
                    .map(pod -> VmOutcome.runningUnmanaged(outcome, pod))
                    .orElse(outcome);
        }
        return outcome;
    }

    /** The VMs that have the place of a former AccelNetVM of the same name. */
    List<VmSnapshot> madeAnew() {
        return Collections.unmodifiableList(madeAnew);
    }

    /** Notes that there is no room for a displaced VM. */
    void waitForRoom(Displaced vm) {
        waitingForRoom.add(vm);
    }

    List<Displaced> waitingForRoom() {
        return Collections.unmodifiableList(waitingForRoom);
    }

    /** Notes that there is no room for a VM whose hardware is lost, or whose link is down. */
    void waitForOthers(Displaced vm) {
        waitingForOthers.add(vm);
    }

    List<Displaced> waitingForOthers() {
        return Collections.unmodifiableList(waitingForOthers);
    }

    /** Notes that a new VM isn't admitted for want of room, and for nothing else. */
    void refuseForRoom(VmSnapshot vm) {
        refusedForRoom.add(vm.id());
    }

    /** Whether more room is all that the new VM needs to be admitted. */
    boolean isRefusedForRoom(VmSnapshot vm) {
        return refusedForRoom.contains(vm.id());
    }

    /** Notes what was decided for the VM. */
    void settle(VmSnapshot vm, VmOutcome outcome) {
        unexplained.remove(vm.id());
        outcomes.put(vm.id(), outcome);
    }

    /** Notes that the VM is decided for. What is said of it is worked out by {@link #explain}, when the ledgers are final. */
    void settleUnexplained(VmSnapshot vm, Function<RefusalExplainer, VmOutcome> explained) {
        unexplained.put(vm.id(), explained);
    }

    /** Works out what is said of the VMs that are settled without it. */
    void explain(RefusalExplainer explainer) {
        unexplained.forEach((vm, explained) -> outcomes.put(vm, explained.apply(explainer)));
        unexplained.clear();
    }

    /** Enters the VM's assignment in the fleet. */
    void hold(VmSnapshot vm, Assignment assignment) {
        hold(fleet, vm, assignment, fleets.functionsPerPort(assignment));
    }

    /**
     * Enters the VM's assignment in another fleet.
     *
     * @param linksUp whether every link is up in it
     */
    void hold(Reserve other, VmSnapshot vm, Assignment assignment, boolean linksUp) {
        hold(
                other,
                vm,
                assignment,
                linksUp ? fleets.functionsPerPortAllUp(assignment) : fleets.functionsPerPort(assignment));
    }

    private void hold(Reserve other, VmSnapshot vm, Assignment assignment, Map<String, Integer> functionsPerPort) {
        if (isServed(vm) && !view.isOnFormerAdapters(assignment)) {
            demands.held(vm, assignment)
                    .ifPresent(demand -> other.hold(key(vm), assignment.node(), demand, functionsPerPort));
        }
    }

    /** Enters in the fleet a VM that was promised virtual functions and has none on the node where it runs. */
    void holdNothing(VmSnapshot vm, String node, Demand demand) {
        fleet.hold(key(vm), node, demand, Map.of());
    }

    /** Whether a pod of the VM has something on a node. */
    boolean usesSomethingOn(VmSnapshot vm, String node) {
        return !view.ledgers().usedBy(vm.id(), node).isEmpty();
    }

    /** Has the fleet take for free for this VM what its pod has on a node, until the node is looked at again. */
    void reclaim(VmSnapshot vm, String node) {
        view.member(node).ifPresent(member -> fleet.put(fleets.host(member, Optional.of(vm.id()))));
    }

    /** Has the fleet look again at what pods have on a node beside the entries of their VMs. */
    void lookAgain(String node) {
        view.member(node).ifPresent(member -> fleet.put(fleets.host(member, Optional.empty())));
    }

    /** Looks again at all nodes: a VM that has been given something elsewhere has left what its pod still has. */
    void lookAgain() {
        view.members().keySet().stream()
                .filter(node -> !view.ledgers().usedBesides(node).isEmpty())
                .forEach(this::lookAgain);
    }

    boolean hasRoom(String node, Demand demand) {
        return fleet.roomOn(node, demand).isPresent();
    }

    /** Whether a node would have room without what these VMs have. */
    boolean wouldHaveRoom(String node, Demand demand, List<VmSnapshot> without) {
        without.forEach(this::release);
        boolean would = hasRoom(node, demand);
        without.forEach(vm -> assignment(vm).ifPresent(has -> hold(vm, has)));
        return would;
    }

    /**
     * Does something while nobody new comes to a node.
     *
     * @param having the VM for which what its pod has there is free, also afterwards
     */
    void withoutNewVmsOn(String node, VmId having, Runnable something) {
        Optional<Host> member = view.member(node).map(found -> fleets.host(found, Optional.of(having)));
        member.ifPresent(host -> fleet.put(host.cordonedNow()));
        something.run();
        view.member(node).ifPresent(found -> fleet.put(fleets.host(found, Optional.of(having))));
    }

    /**
     * The same with a member as {@link #asItIs} found it: to look at it costs more than many a question, and as long as nothing is written
     * into its ledger it stays the same.
     */
    void withoutNewVmsOn(Host member, Runnable something) {
        fleet.put(member.cordonedNow());
        something.run();
        fleet.put(member);
    }

    /** A member as its ledger and its pods say now. */
    Optional<Host> asItIs(String node) {
        return view.member(node).map(found -> fleets.host(found, Optional.empty()));
    }

    /** Takes the VM out of the fleet; the ledger stays as it is. */
    void release(VmSnapshot vm) {
        fleet.release(key(vm));
    }

    /**
     * Writes a placement into the node's ledger.
     *
     * @return whether it was written. If not, a VM that moves away still has VFs there; the next plan writes it
     */
    boolean assign(
            VmSnapshot vm,
            String node,
            Map<String, Integer> functionsPerPort,
            Entitlement entitlement,
            Optional<String> displacedFrom) {
        return view.ledgers().assign(grant(vm, node, functionsPerPort, entitlement, displacedFrom));
    }

    /** What is to be written for a placement. */
    Grant grant(
            VmSnapshot vm,
            String node,
            Map<String, Integer> functionsPerPort,
            Entitlement entitlement,
            Optional<String> displacedFrom) {
        return Grant.of(
                vm,
                node,
                functionsPerPort,
                entitlement.networkAdapters(),
                entitlement.level(),
                entitlement.queuePairs(),
                entitlement.differentPorts(),
                view.match(node, entitlement.intents()),
                displacedFrom);
    }

    /** Keeps the VM's assignment, under the names that its network adapters have now. */
    void keep(VmSnapshot vm, Assignment assignment, Level level, Optional<String> displacedFrom) {
        keep(vm, assignment, level, assignment.differentPorts(), displacedFrom);
    }

    /** The same with other ports promised. */
    void keep(
            VmSnapshot vm, Assignment assignment, Level level, boolean differentPorts, Optional<String> displacedFrom) {
        List<String> before =
                assignment.entries().stream().map(LedgerEntry::networkAdapter).toList();
        Map<String, String> held = view.held(vm, assignment.node(), Promises.ports(assignment));
        Map<String, String> asked = view.asked(vm);
        Optional<List<String>> now = vm.facts()
                .map(VmFacts::networkAdapters)
                .filter(names -> names.size() == before.size()
                        && view.perPool(names, asked).equals(view.perPool(before, held)));
        view.ledgers()
                .rewrite(
                        vm.id(),
                        now.orElse(before),
                        view.match(assignment.node(), now.isPresent() ? asked : held),
                        level,
                        differentPorts,
                        displacedFrom);
    }

    /** The VM's name in the fleet. */
    static String key(VmSnapshot vm) {
        return vm.id().toString();
    }

    /** The outcome of a VM whose virtual functions another VM still has, which is moving away. */
    static VmOutcome inTransit() {
        return new VmOutcome.Without(
                Reason.PENDING, "The virtual functions are being freed by a VM that moves away.", Progress.RECONCILING);
    }
}
