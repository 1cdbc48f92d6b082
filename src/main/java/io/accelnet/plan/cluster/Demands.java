package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Optional;

/** Translates what VMs get into demands on the reserve, which counts pools and tiers. */
final class Demands {
    private final ClusterView view;
    private final ClusterTiers tiers;

    Demands(ClusterView view, ClusterTiers tiers) {
        this.view = view;
        this.tiers = tiers;
    }

    /**
     * What it takes from the reserve.
     *
     * @throws IllegalArgumentException if it is nothing, see {@link #isServed}
     */
    Demand of(Entitlement entitlement) {
        return tiers.demand(perPool(entitlement), entitlement.queuePairs(), entitlement.differentPorts());
    }

    /** What the VM takes that has it; empty if all of it is of intents that aren't the cluster's. */
    Optional<Demand> held(VmSnapshot vm, Assignment assignment) {
        Entitlement held = Entitlement.held(view, vm, assignment);
        return perPool(held).stream().anyMatch(functions -> functions > 0) ? Optional.of(of(held)) : Optional.empty();
    }

    /** What a pod of the VM takes where it starts: what the VM has, also if that is of intents that aren't the cluster's any more. */
    Demand started(VmSnapshot vm, Assignment assignment) {
        return held(vm, assignment).orElseGet(() -> tiers.demand(assignment.size(), assignment.queuePairs()));
    }

    /** What the VM asks for; empty if that isn't known, is nothing, or isn't all of intents of the cluster. */
    Optional<Demand> asked(VmSnapshot vm) {
        return vm.facts()
                .map(facts -> Entitlement.asked(view, vm, facts.networkAdapters()))
                .filter(asked -> asked.size() > 0 && isServed(asked))
                .map(this::of);
    }

    /** Such as "2 virtual functions of performance Low", and of which intents, where the cluster has several. */
    String words(Entitlement entitlement) {
        return Phrases.count(entitlement.size(), "virtual function") + " of performance "
                + entitlement.level().label() + PoolPhrases.of(of(entitlement), view.pools());
    }

    /** Whether all of it is of intents of the cluster. */
    boolean isServed(Entitlement entitlement) {
        return perPool(entitlement).stream().mapToInt(Integer::intValue).sum() == entitlement.size();
    }

    private List<Integer> perPool(Entitlement entitlement) {
        return view.perPool(entitlement.networkAdapters(), entitlement.intents());
    }
}
