package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.Words;
import io.accelnet.plan.ledger.Grant;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Placement;
import io.accelnet.plan.reserve.Recovery;
import io.accelnet.plan.snapshot.VmFacts;
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
 * Places the VMs that have no place, jointly: those whose node is down or gone, those whose hardware is lost, and those that
 * the same outage has displaced before. This is what the reserve is for.
 */
final class Rescue {
    private final Workbench bench;
    private final ClusterView view;

    Rescue(Workbench bench) {
        this.bench = bench;
        this.view = bench.view();
    }

    /** Places these VMs, the first before the last if not all fit. */
    void place(List<VmSnapshot> homeless) {
        Map<Boolean, List<VmSnapshot>> byDebt =
                homeless.stream().collect(Collectors.partitioningBy(this::isOwedNothing));
        placeTogether(byDebt.getOrDefault(false, List.of()));
        List<VmSnapshot> owedNothing = byDebt.getOrDefault(true, List.of());
        placeTogether(owedNothing);
        owedNothing.stream().filter(vm -> bench.outcome(vm).isPresent()).forEach(bench::release);
    }

    private boolean isOwedNothing(VmSnapshot vm) {
        return bench.holding(vm).filter(view::isOnFormerAdapters).isPresent();
    }

    private void placeTogether(List<VmSnapshot> homeless) {
        if (homeless.isEmpty()) {
            return;
        }
        Map<String, VmSnapshot> byKey =
                homeless.stream().collect(Collectors.toMap(Workbench::key, Function.identity()));
        Recovery recovery =
                bench.fleet().recover(homeless.stream().map(this::displaced).toList());
        for (String key : recovery.unplaced()) {
            Optional.ofNullable(byKey.get(key)).ifPresent(this::leaveWithout);
        }
        SortedMap<String, List<Grant>> exchanges = new TreeMap<>();
        List<Grant> moves = new ArrayList<>();
        // In the order of names, so that the numbers of the VFs are the same if priorities change.
        recovery.placed().stream()
                .sorted(Comparator.comparing(Recovery.Placed::vm))
                .forEach(placed -> {
                    VmSnapshot vm = byKey.get(placed.vm());
                    if (vm == null) {
                        return;
                    }
                    Placement placement = placed.placement();
                    Optional<Holding> holding = bench.holding(vm);
                    if (holding.filter(has -> isOfUse(vm, has)).isPresent() && isAt(holding.get(), placement)) {
                        bench.keep(vm, holding.get(), holding.get().level(), outage(vm, holding));
                    } else if (holding.map(Holding::node).equals(Optional.of(placement.host()))) {
                        exchanges
                                .computeIfAbsent(placement.host(), host -> new ArrayList<>())
                                .add(grant(vm, placement, holding));
                    } else {
                        moves.add(grant(vm, placement, holding));
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
     * Those that can't move wait for others to move first. Where none can, as they want each other's places and somebody waits
     * for room meanwhile, one that is in the way gives up what it has: the next plan has that to place them with.
     */
    private void move(List<Grant> moves) {
        List<Grant> waiting = moves.stream()
                .filter(grant -> !view.ledgers().assignJointly(grant))
                .toList();
        Optional<VmId> inTheWay = waiting.size() == moves.size() ? inTheWay(waiting) : Optional.empty();
        for (Grant grant : waiting) {
            VmSnapshot vm = grant.vm();
            Optional<Holding> place = bench.holding(vm).filter(has -> view.isUp(has.node()));
            if (isServed(vm) && !inTheWay.equals(Optional.of(vm.id()))) {
                bench.keep(vm, place.orElseThrow(), place.orElseThrow().level(), grant.displacedFrom());
            } else {
                place.ifPresent(has -> view.ledgers().freeWhatIsNotLost(vm.id()));
                bench.settle(vm, Workbench.inTransit());
            }
        }
    }

    /** The first that has VFs where one that has none is to go, and is to leave there. */
    private Optional<VmId> inTheWay(List<Grant> waiting) {
        Set<String> wanted = waiting.stream()
                .filter(grant -> !isServed(grant.vm()))
                .map(Grant::node)
                .collect(Collectors.toSet());
        return waiting.stream()
                .map(Grant::vm)
                .filter(this::isServed)
                .filter(vm -> bench.holding(vm)
                        .map(Holding::node)
                        .filter(wanted::contains)
                        .isPresent())
                .map(VmSnapshot::id)
                .findFirst();
    }

    private boolean isServed(VmSnapshot vm) {
        return bench.holding(vm).filter(has -> isOfUse(vm, has)).isPresent();
    }

    private Displaced displaced(VmSnapshot vm) {
        Optional<Holding> holding = bench.holding(vm);
        Optional<String> sameNode = holding.map(Holding::node).filter(view::isUp);
        return new Displaced(Workbench.key(vm), demand(vm, holding), sameNode);
    }

    private Demand demand(VmSnapshot vm, Optional<Holding> holding) {
        return bench.scale().demand(entitlement(vm, holding));
    }

    /** Whoever has something moves as it is, if at all: to have less of it is a change, made where it is. */
    private Entitlement entitlement(VmSnapshot vm, Optional<Holding> holding) {
        return holding.filter(has -> isOfUse(vm, has))
                .map(has -> new Entitlement(
                        has.level(),
                        has.entries().stream().map(LedgerEntry::networkAdapter).toList(),
                        has.queuePairs()))
                .orElseGet(() -> Entitlement.of(view, vm, holding));
    }

    private boolean isOfUse(VmSnapshot vm, Holding holding) {
        return view.isUp(holding.node()) && !bench.isLost(vm, holding);
    }

    private boolean isAt(Holding holding, Placement placement) {
        return holding.node().equals(placement.host())
                && bench.fleets().functionsPerPort(holding).equals(placement.functionsPerPort());
    }

    private Grant grant(VmSnapshot vm, Placement placement, Optional<Holding> holding) {
        Entitlement entitlement = entitlement(vm, holding);
        return Grant.of(
                vm,
                placement.host(),
                placement.functionsPerPort(),
                entitlement.networkAdapters(),
                entitlement.level(),
                entitlement.queuePairs(),
                outage(vm, holding));
    }

    /** The first node of this outage that is still down, whence the VM came; of a VM that had nothing, what it reports. */
    private Optional<String> outage(VmSnapshot vm, Optional<Holding> holding) {
        Optional<String> from = holding.map(Holding::node)
                .filter(view::isDown)
                .or(() -> holding.isPresent() ? Optional.empty() : vm.facts().flatMap(VmFacts::reportedNode));
        return view.displacedFrom(vm, holding.flatMap(Holding::displacedFrom)).or(() -> view.displacedFrom(vm, from));
    }

    private static String promised(Entitlement entitlement) {
        return Words.count(entitlement.networkAdapters().size(), "virtual function") + " of performance "
                + entitlement.level().label();
    }

    private void leaveWithout(VmSnapshot vm) {
        Optional<Holding> holding = bench.holding(vm);
        boolean onDownNode = holding.map(has -> view.isDown(has.node())).orElse(true);
        boolean lost = holding.map(has -> bench.isLost(vm, has)).orElse(false);
        if (!onDownNode && !lost) {
            view.ledgers().free(vm.id());
        }
        if (!onDownNode && lost) {
            // Some but not all of what it needs helps no VM, and others may have been placed there.
            view.ledgers().freeWhatIsNotLost(vm.id());
            boolean room = new AllBack(bench)
                    .wouldPlace(demand(vm, holding), view.members().keySet());
            bench.settle(vm, Incumbents.lost(AllBack.progress(room)));
            return;
        }
        bench.settle(
                vm,
                new VmOutcome.Without(
                        Reason.DISPLACED_WITHOUT_ROOM,
                        holding.filter(has -> view.isDown(has.node()))
                                        .map(has -> "Node " + has.node()
                                                + " is down, and no other node has room for the VM")
                                        .orElseGet(() -> "No node has "
                                                + promised(entitlement(vm, holding))
                                                + " free, which the VM was promised")
                                + ": more is lost than the reserve of cluster " + vm.cluster()
                                + " was made for. It gets virtual functions as soon as there is room.",
                        AllBack.progress(view.nodesDown() > 0)));
    }
}
