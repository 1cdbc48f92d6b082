package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Grant;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Placement;
import io.accelnet.plan.reserve.Recovery;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.VmOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Step 2 of a cluster's plan: places the displaced VMs, all together, on the nodes that are up. This is what the reserve is for.
 * VMs that the same outage displaced earlier are placed again with them, since a joint placement may need to move them.
 */
final class FailoverPlacement {
    private final PlanContext context;
    private final ClusterView view;

    FailoverPlacement(PlanContext context) {
        this.context = context;
        this.view = context.view();
    }

    /** Places these VMs; if not all fit, the first are served. Those on former adapters come last, and get what the others leave. */
    void place(List<VmSnapshot> displaced) {
        Map<Boolean, List<VmSnapshot>> byFormerAdapters =
                displaced.stream().collect(Collectors.partitioningBy(this::isOnFormerAdapters));
        placeTogether(byFormerAdapters.getOrDefault(false, List.of()));
        List<VmSnapshot> onFormerAdapters = byFormerAdapters.getOrDefault(true, List.of());
        placeTogether(onFormerAdapters);
        onFormerAdapters.stream().filter(context::isSettled).forEach(context::release);
    }

    private boolean isOnFormerAdapters(VmSnapshot vm) {
        return context.assignment(vm).filter(view::isOnFormerAdapters).isPresent();
    }

    private void placeTogether(List<VmSnapshot> displaced) {
        if (displaced.isEmpty()) {
            return;
        }
        Map<String, VmSnapshot> byKey =
                displaced.stream().collect(Collectors.toMap(PlanContext::key, Function.identity()));
        Recovery recovery =
                context.fleet().recover(displaced.stream().map(this::displaced).toList());
        for (String key : recovery.unplaced()) {
            Optional.ofNullable(byKey.get(key)).ifPresent(this::leaveWithout);
        }
        SortedMap<String, List<Grant>> exchanges = new TreeMap<>();
        List<Grant> moves = new ArrayList<>();
        // In the order of names, so that the same VMs get the same VF numbers, whatever their order of service.
        recovery.placed().stream()
                .sorted(Comparator.comparing(Recovery.Placed::vm))
                .forEach(placed -> {
                    VmSnapshot vm = byKey.get(placed.vm());
                    if (vm == null) {
                        return;
                    }
                    Placement placement = placed.placement();
                    Optional<Assignment> assignment = context.assignment(vm);
                    if (assignment.filter(has -> isUsable(vm, has)).isPresent() && isAt(assignment.get(), placement)) {
                        context.keep(vm, assignment.get(), assignment.get().level(), outage(vm, assignment));
                    } else if (assignment.map(Assignment::node).equals(Optional.of(placement.host()))) {
                        exchanges
                                .computeIfAbsent(placement.host(), host -> new ArrayList<>())
                                .add(grant(vm, placement, assignment));
                    } else {
                        moves.add(grant(vm, placement, assignment));
                    }
                });
        exchanges.forEach((node, grants) -> {
            if (!view.ledgers().exchange(node, grants)) {
                moves.addAll(grants);
            }
        });
        move(moves);
    }

    /**
     * Writes the moves to other nodes. A VM whose new VFs are still in use waits for the next plan. If no VM can move, because each
     * waits for the VFs of another, and one of them has no VFs at all, then one VM gives up its own. The next plan can use these.
     */
    private void move(List<Grant> moves) {
        List<Grant> waiting = moves.stream()
                .filter(grant -> !view.ledgers().assignJointly(grant))
                .toList();
        Optional<VmId> inTheWay = waiting.size() == moves.size() ? inTheWay(waiting) : Optional.empty();
        for (Grant grant : waiting) {
            VmSnapshot vm = grant.vm();
            Optional<Assignment> place = context.assignment(vm).filter(has -> view.isUp(has.node()));
            if (hasUsableFunctions(vm) && !inTheWay.equals(Optional.of(vm.id()))) {
                context.keep(vm, place.orElseThrow(), place.orElseThrow().level(), grant.displacedFrom());
            } else {
                place.ifPresent(has -> view.ledgers().freeWhatIsOfUse(vm.id()));
                context.settle(vm, PlanContext.inTransit());
            }
        }
    }

    /** The first VM that has VFs on a node to which a VM without VFs is to go. */
    private Optional<VmId> inTheWay(List<Grant> waiting) {
        Set<String> wanted = waiting.stream()
                .filter(grant -> !hasUsableFunctions(grant.vm()))
                .map(Grant::node)
                .collect(Collectors.toSet());
        return waiting.stream()
                .map(Grant::vm)
                .filter(this::hasUsableFunctions)
                .filter(vm -> context.assignment(vm)
                        .map(Assignment::node)
                        .filter(wanted::contains)
                        .isPresent())
                .map(VmSnapshot::id)
                .findFirst();
    }

    private boolean hasUsableFunctions(VmSnapshot vm) {
        return context.assignment(vm).filter(has -> isUsable(vm, has)).isPresent();
    }

    private Displaced displaced(VmSnapshot vm) {
        Optional<Assignment> assignment = context.assignment(vm);
        Optional<String> sameNode = assignment.map(Assignment::node).filter(view::isUp);
        return new Displaced(PlanContext.key(vm), demand(vm, assignment), sameNode);
    }

    private Demand demand(VmSnapshot vm, Optional<Assignment> assignment) {
        return context.demands().of(entitlement(vm, assignment));
    }

    /** A VM that has usable VFs moves with just as many. Whether it wants fewer is decided by {@link InPlaceChanges}. */
    private Entitlement entitlement(VmSnapshot vm, Optional<Assignment> assignment) {
        return assignment
                .filter(has -> isUsable(vm, has))
                .map(has -> Entitlement.held(view, vm, has))
                .orElseGet(() -> Entitlement.of(view, vm, assignment));
    }

    private boolean isUsable(VmSnapshot vm, Assignment assignment) {
        return view.isUp(assignment.node()) && !context.isLost(vm, assignment);
    }

    private boolean isAt(Assignment assignment, Placement placement) {
        return assignment.node().equals(placement.host())
                && context.fleets().functionsPerPort(assignment).equals(placement.functionsPerPort());
    }

    private Grant grant(VmSnapshot vm, Placement placement, Optional<Assignment> assignment) {
        return context.grant(
                vm,
                placement.host(),
                placement.functionsPerPort(),
                entitlement(vm, assignment),
                outage(vm, assignment));
    }

    /**
     * The node from which the VM counts as displaced, noted in its ledger entries. That is the first node of this outage that is
     * still down; for a VM without any entry, the node that it reports.
     */
    private Optional<String> outage(VmSnapshot vm, Optional<Assignment> assignment) {
        Optional<String> from = assignment
                .map(Assignment::node)
                .filter(view::isDown)
                .or(() -> assignment.isPresent() ? Optional.empty() : vm.facts().flatMap(VmFacts::reportedNode));
        return view.displacedFrom(vm, assignment.flatMap(Assignment::displacedFrom))
                .or(() -> view.displacedFrom(vm, from));
    }

    /** The outcome of a VM whose VFs are all there, and some of them on a port without a link. */
    private VmOutcome withoutLink(Assignment assignment, String promised) {
        List<String> down = assignment.entries().stream()
                .filter(entry -> view.isLinkDown(new Assignment(assignment.node(), List.of(entry))))
                .map(LedgerEntry::adapter)
                .distinct()
                .toList();
        return new VmOutcome.Without(
                Reason.LINK_DOWN,
                "The VM's virtual functions are on node " + assignment.node() + ", where the link of "
                        + Phrases.agree(down.size(), "adapter ", "adapters ") + Phrases.list(down)
                        + " is down, and no node has " + promised
                        + " free in their place. It gets some as soon as there"
                        + " are, or the link is up.",
                Progress.RECONCILING);
    }

    private String promised(VmSnapshot vm, Optional<Assignment> assignment) {
        return context.demands().words(entitlement(vm, assignment));
    }

    private void leaveWithout(VmSnapshot vm) {
        Optional<Assignment> assignment = context.assignment(vm);
        boolean onDownNode = assignment.map(has -> view.isDown(has.node())).orElse(true);
        boolean lost = assignment.map(has -> context.isLost(vm, has)).orElse(false);
        if (!onDownNode && !lost) {
            view.ledgers().free(vm.id());
        }
        if (!onDownNode && lost) {
            context.waitForOthers(displaced(vm));
        }
        if (!onDownNode && lost && keepsWhatIsLeft(vm, assignment.orElseThrow())) {
            return;
        }
        if (!onDownNode && lost) {
            // Some VFs without the others are of no use to the VM, and another VM may have been placed on them.
            view.ledgers().freeWhatIsOfUse(vm.id());
            String promised = promised(vm, assignment);
            if (assignment
                    .filter(has -> !view.isLost(has) && view.isLinkDown(has))
                    .isPresent()) {
                context.settle(vm, withoutLink(assignment.get(), promised));
                return;
            }
            Demand demand = demand(vm, assignment);
            context.settleUnexplained(
                    vm,
                    explainer -> new LostFunctions(view, assignment.orElseThrow())
                            .without(vm, promised, false, nowhere(explainer, demand)));
            return;
        }
        context.waitForRoom(displaced(vm));
        Optional<String> downNode = assignment.map(Assignment::node).filter(view::isDown);
        String promised = promised(vm, assignment);
        context.settleUnexplained(
                vm,
                explainer -> withoutRoom(
                        vm, downNode, promised, explainer.absentNodes().leavingWithout(vm)));
    }

    /**
     * A VM with virtual functions from different ports keeps those that are of use, unless another VM has been placed on them.
     *
     * @return whether it does
     */
    private boolean keepsWhatIsLeft(VmSnapshot vm, Assignment has) {
        List<LedgerEntry> left = has.entries().stream()
                .filter(entry -> view.isSupply(has.node(), entry))
                .toList();
        if (!has.differentPorts() || left.isEmpty()) {
            return false;
        }
        Assignment rest = new Assignment(has.node(), left);
        Demand demand = demand(vm, Optional.of(has));
        context.release(vm);
        boolean free = context.fleet()
                .roomOn(has.node(), context.demands().of(Entitlement.held(view, vm, rest)))
                .equals(Optional.of(context.fleets().functionsPerPort(rest)));
        if (!free) {
            context.holdNothing(vm, has.node(), demand);
            return false;
        }
        String promised = promised(vm, Optional.of(has));
        context.hold(vm, has);
        context.settleUnexplained(
                vm, explainer -> new LostFunctions(view, has).inPart(vm, promised, false, nowhere(explainer, demand)));
        return true;
    }

    /** For want of which nodes no member has this free. */
    private Optional<AbsentNodes.Lack> nowhere(RefusalExplainer explainer, Demand demand) {
        return explainer.absentNodes().withoutRoom(demand, view.members().keySet());
    }

    private VmOutcome withoutRoom(
            VmSnapshot vm, Optional<String> downNode, String promised, Optional<AbsentNodes.Lack> lack) {
        Progress progress =
                view.nodesDown() > 0 || !view.linksDown().isEmpty() ? Progress.RECONCILING : AbsentNodes.progress(lack);
        return new VmOutcome.Without(
                Reason.DISPLACED_WITHOUT_ROOM,
                downNode.map(node -> "Node " + node + " is down, and no other node has room for the VM")
                                .orElseGet(() -> "No node has " + promised + " free, which the VM was promised")
                        + lack.filter(nodes -> !nodes.isOutage())
                                .map(nodes -> ". That is so only while "
                                        + nodes.wordsFor(vm.id().namespace()) + ".")
                                .orElse(": more is lost than the reserve of cluster " + vm.cluster() + " was made for.")
                        + " It gets virtual functions as soon as there is room"
                        + (progress == Progress.STALLED ? ": free as many on one node, or add a node." : "."),
                progress);
    }
}
