package io.accelnet.plan.cluster;

import io.accelnet.plan.Level;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Translates the levels of a cluster into tiers of the reserve, which count queue pairs. Levels with equal queue pairs are one
 * tier. After {@code spec.queuePairs} has changed, the numbers that VMs still have are tiers too.
 *
 * @param definition the cluster
 * @param all its tiers
 */
record ClusterTiers(ClusterDefinition definition, Tiers all) {

    static ClusterTiers of(ClusterView view, List<VmSnapshot> vms) {
        TreeSet<Integer> queuePairs =
                new TreeSet<>(view.definition().queuePairs().values());
        for (VmSnapshot vm : vms) {
            // Of each entry: a restored assignment may differ within itself, and keep some of its entries only.
            view.ledgers().assignment(vm.id()).stream()
                    .flatMap(assignment -> assignment.entries().stream())
                    .forEach(entry -> queuePairs.add(entry.queuePairs()));
        }
        List<Integer> all = List.copyOf(queuePairs);
        return new ClusterTiers(
                view.definition(),
                new Tiers(
                        all,
                        new TreeSet<>(view.definition().queuePairs().values())
                                .stream().map(pairs -> tier(all, pairs)).toList()));
    }

    Demand demand(int functions, int queuePairs) {
        return new Demand(functions, tier(all.queuePairs(), queuePairs));
    }

    /** @param perPool how many of each pool; at least one in all */
    Demand demand(List<Integer> perPool, int queuePairs, boolean differentPorts) {
        int last = perPool.size();
        while (last > 0 && perPool.get(last - 1) == 0) {
            last--;
        }
        List<Integer> needed = perPool.subList(0, last);
        return new Demand(
                needed.stream().mapToInt(Integer::intValue).sum(),
                tier(all.queuePairs(), queuePairs),
                needed,
                differentPorts && needed.stream().anyMatch(functions -> functions > 1));
    }

    int tier(Level level) {
        return tier(all.queuePairs(), definition.queuePairsOf(level));
    }

    private static int tier(List<Integer> all, int queuePairs) {
        return Collections.binarySearch(all, queuePairs);
    }

    /** The lowest level whose virtual functions have at least the tier's queue pairs. */
    Optional<Level> lowestLevelOf(int tier) {
        int queuePairs = all.queuePairs(tier);
        return List.of(Level.values()).stream()
                .filter(level -> definition.queuePairsOf(level) >= queuePairs)
                .min(Comparator.naturalOrder());
    }

    /** The highest level whose virtual functions have at most the tier's queue pairs. */
    Optional<Level> highestLevelOf(int tier) {
        int queuePairs = all.queuePairs(tier);
        return List.of(Level.values()).stream()
                .filter(level -> definition.queuePairsOf(level) <= queuePairs)
                .max(Comparator.naturalOrder());
    }
}
