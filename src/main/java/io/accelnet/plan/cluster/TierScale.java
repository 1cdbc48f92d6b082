package io.accelnet.plan.cluster;

import io.accelnet.plan.Level;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The tiers of a cluster: the queue pairs of its levels, equal ones being one tier, and while a changed profile isn't carried
 * out everywhere, those that VMs still hold.
 *
 * @param definition the cluster
 * @param tiers its tiers
 */
record TierScale(ClusterDefinition definition, Tiers tiers) {

    static TierScale of(ClusterView view, List<VmSnapshot> vms) {
        TreeSet<Integer> queuePairs =
                new TreeSet<>(view.definition().queuePairs().values());
        for (VmSnapshot vm : vms) {
            view.ledgers().holding(vm.id()).map(Holding::queuePairs).ifPresent(queuePairs::add);
        }
        return new TierScale(view.definition(), new Tiers(List.copyOf(queuePairs)));
    }

    Demand demand(int functions, int queuePairs) {
        return new Demand(functions, tiers.queuePairs().indexOf(queuePairs));
    }

    Demand demand(Holding holding) {
        return demand(holding.size(), holding.queuePairs());
    }

    Demand demand(Entitlement entitlement) {
        return demand(entitlement.networkAdapters().size(), entitlement.queuePairs());
    }

    Demand demand(int functions, Level level) {
        return demand(functions, definition.queuePairsOf(level));
    }

    int tier(Level level) {
        return tiers.queuePairs().indexOf(definition.queuePairsOf(level));
    }

    /** The lowest level whose virtual functions have at least the tier's queue pairs. */
    Optional<Level> lowestLevelOf(int tier) {
        int queuePairs = tiers.queuePairs(tier);
        return List.of(Level.values()).stream()
                .filter(level -> definition.queuePairsOf(level) >= queuePairs)
                .min(Comparator.naturalOrder());
    }

    /** The highest level whose virtual functions have at most the tier's queue pairs. */
    Optional<Level> highestLevelOf(int tier) {
        int queuePairs = tiers.queuePairs(tier);
        return List.of(Level.values()).stream()
                .filter(level -> definition.queuePairsOf(level) <= queuePairs)
                .max(Comparator.naturalOrder());
    }
}
