package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Grant;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.Promises;
import io.accelnet.plan.vm.VmChecks;
import io.accelnet.plan.vm.VmOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the steps of a cluster's plan work on: the ledgers, the fleet that mirrors them, and what became of each VM so far. */
final class Workbench {
    private final ClusterView view;
    private final TierScale scale;
    private final FleetBuilder fleets;
    private final Fleet fleet;
    private final List<VmSnapshot> vms;
    private final Map<VmId, VmChecks> checks = new HashMap<>();
    private final Map<VmId, VmOutcome> outcomes = new HashMap<>();

    Workbench(ClusterView view, List<VmSnapshot> vms) {
        this.view = view;
        this.vms = List.copyOf(vms);
        Provisioning provisioning = new Provisioning(view);
        // Of very many VMs, most are alike: the words of one are kept for all of them.
        Map<VmChecks, VmChecks> alike = new HashMap<>();
        for (VmSnapshot vm : vms) {
            VmChecks found = VmChecks.of(vm, view.checks().hyperthreading(), provisioning.finding(vm));
            checks.put(vm.id(), alike.computeIfAbsent(found, first -> first));
        }
        this.scale = TierScale.of(view, vms);
        this.fleets = new FleetBuilder(view, scale, checks.keySet());
        this.fleet = fleets.empty();
        for (VmSnapshot vm : vms) {
            holding(vm).ifPresent(holding -> hold(vm, holding));
        }
    }

    ClusterView view() {
        return view;
    }

    TierScale scale() {
        return scale;
    }

    Fleet fleet() {
        return fleet;
    }

    FleetBuilder fleets() {
        return fleets;
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
     * Whether part of what the VM was promised is gone from the hardware: from what it has, or from what it had when its
     * status said last that it has nothing. The rest was freed then, and what was lost may be there again.
     */
    boolean isLost(VmSnapshot vm, Holding holding) {
        return view.isLost(holding)
                || (vm.memory().promised().isPresent()
                        && Promises.to(vm, Optional.of(holding))
                                        .networkAdapters()
                                        .size()
                                > holding.size());
    }

    Optional<Holding> holding(VmSnapshot vm) {
        return view.ledgers().holding(vm.id());
    }

    /** The cluster's VMs, in the order in which they are served. */
    List<VmSnapshot> vms() {
        return vms;
    }

    /** What became of the VM so far. */
    Optional<VmOutcome> outcome(VmSnapshot vm) {
        return Optional.ofNullable(outcomes.get(vm.id()));
    }

    void settle(VmSnapshot vm, VmOutcome outcome) {
        outcomes.put(vm.id(), outcome);
    }

    /** Mirrors in the fleet what the VM has. */
    void hold(VmSnapshot vm, Holding holding) {
        hold(fleet, vm, holding);
    }

    /** Mirrors in some fleet what the VM has. */
    void hold(Fleet mirror, VmSnapshot vm, Holding holding) {
        if (view.isOnFormerAdapters(holding)) {
            return;
        }
        mirror.hold(key(vm), holding.node(), scale.demand(holding), fleets.functionsPerPort(holding));
    }

    /** Mirrors in the fleet a VM that was promised virtual functions and has none on the node where it runs. */
    void holdNothing(VmSnapshot vm, String node, Demand demand) {
        fleet.hold(key(vm), node, demand, Map.of());
    }

    void release(VmSnapshot vm) {
        fleet.release(key(vm));
    }

    /**
     * Writes into the ledger what the fleet has given.
     *
     * @return whether it could be written; if not, somebody who moves away must leave first, and the next plan does it
     */
    boolean assign(
            VmSnapshot vm,
            String node,
            Map<String, Integer> functionsPerPort,
            List<String> networkAdapters,
            Level level,
            int queuePairs,
            Optional<String> displacedFrom) {
        return view.ledgers()
                .assign(Grant.of(vm, node, functionsPerPort, networkAdapters, level, queuePairs, displacedFrom));
    }

    /** Keeps what the VM has, under the names that its network adapters have now. */
    void keep(VmSnapshot vm, Holding holding, Level level, Optional<String> displacedFrom) {
        List<String> before =
                holding.entries().stream().map(LedgerEntry::networkAdapter).toList();
        List<String> now = vm.facts()
                .map(facts -> facts.networkAdapters())
                .filter(names -> names.size() == before.size())
                .orElse(before);
        view.ledgers().rewrite(vm.id(), now, level, displacedFrom);
    }

    /** The name of a VM in the fleet. */
    static String key(VmSnapshot vm) {
        return vm.id().toString();
    }

    /** A VM that waits for the next plan, since somebody who moves away hasn't left yet. */
    static VmOutcome inTransit() {
        return new VmOutcome.Without(
                Reason.PENDING, "The virtual functions are being freed by a VM that moves away.", Progress.RECONCILING);
    }
}
