package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * In which order the VMs of failed hosts are placed: by demand. For each order there is a proof of its own, and a recovery that
 * places in that order.
 */
enum PlacementOrder {
    /** Who needs most pools comes first. */
    MOST_POOLS("most pools first") {
        @Override
        Comparator<Demand> comparator() {
            return byPools().thenComparing(bySize()).thenComparing(byTier());
        }
    },
    /** Who needs most VFs of one pool comes first. */
    LARGEST("largest first") {
        @Override
        Comparator<Demand> comparator() {
            return bySize().thenComparing(byPools()).thenComparing(byTier());
        }
    },
    /** Who needs the highest tier comes first. */
    HIGHEST("highest tier first") {
        @Override
        Comparator<Demand> comparator() {
            return byTier().thenComparing(byPools()).thenComparing(bySize());
        }
    };

    private final String label;

    PlacementOrder(String label) {
        this.label = label;
    }

    /** What is said of the proof. */
    String label() {
        return label;
    }

    abstract Comparator<Demand> comparator();

    /** A total order: of demands that are alike the pools decide. */
    final Comparator<Demand> total() {
        return comparator()
                .thenComparing(Demand::virtualFunctions, Comparator.reverseOrder())
                .thenComparing(Demand::ofPools, PlacementOrder::compare);
    }

    private static Comparator<Demand> byPools() {
        return Comparator.comparing((Demand demand) ->
                Collections.frequency(demand.ofPools(), 0) - demand.ofPools().size());
    }

    /** At the same size, those that need different ports come first. */
    private static Comparator<Demand> bySize() {
        return Comparator.comparing((Demand demand) -> -Collections.max(demand.ofPools()))
                .thenComparing(demand -> !demand.differentPorts());
    }

    private static Comparator<Demand> byTier() {
        return Comparator.comparing((Demand demand) -> -demand.tier());
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int pool = 0; pool < Math.min(one.size(), other.size()); pool++) {
            int compared = Integer.compare(one.get(pool), other.get(pool));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
