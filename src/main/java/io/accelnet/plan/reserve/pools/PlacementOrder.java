package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * In which order the VMs of failed hosts are placed, and how many of them together. For each order there is a proof of its own, and
 * a recovery that places in that order. What an order says of a demand depends on that demand alone: a recovery knows others
 * than the proof did.
 *
 * <p>A small VM that comes before a larger one may take as much from it as one of the same size would. A pack of small ones on one
 * host takes no more than that, so they are put there together.
 *
 * <p>Of VMs that need unlike numbers of VFs of several pools, one may take much of what another needs little of. So room for as many
 * VFs of each pool may be asked for as are needed of any: of such <em>even</em> bundles no VM takes more than one.
 *
 * @param first who comes first
 * @param together of how many VFs of one pool a pack of small VMs is, a power of two; 1 if there are no packs
 * @param even whether VMs are put where there is room for as many VFs of each of their pools as they need of any
 */
record PlacementOrder(First first, int together, boolean even) {

    /** Who comes first. */
    enum First {
        /** Who needs most pools. */
        MOST_POOLS("most pools first") {
            @Override
            Comparator<Demand> comparator() {
                return byPools().thenComparing(bySize()).thenComparing(byTier());
            }

            @Override
            boolean isBeforeLarger(Demand demand) {
                return pools(demand) > 1;
            }
        },
        /** Who needs most VFs of one pool. */
        LARGEST("largest first") {
            @Override
            Comparator<Demand> comparator() {
                return bySize().thenComparing(byPools()).thenComparing(byTier());
            }

            @Override
            boolean isBeforeLarger(Demand demand) {
                return false;
            }
        },
        /** Who needs the highest tier. */
        HIGHEST("highest tier first") {
            @Override
            Comparator<Demand> comparator() {
                return byTier().thenComparing(byPools()).thenComparing(bySize());
            }

            @Override
            boolean isBeforeLarger(Demand demand) {
                return demand.tier() > 0 || pools(demand) > 1;
            }
        };

        private final String label;

        First(String label) {
            this.label = label;
        }

        abstract Comparator<Demand> comparator();

        /** Whether VMs of larger demands may come later. */
        abstract boolean isBeforeLarger(Demand demand);
    }

    /** All orders for VMs that need no more than so many VFs of one pool. */
    static List<PlacementOrder> upTo(int largest) {
        List<PlacementOrder> orders = new ArrayList<>();
        for (First first : First.values()) {
            orders.add(new PlacementOrder(first, 1, false));
        }
        for (int together = 2; together < 2 * largest; together *= 2) {
            orders.add(new PlacementOrder(First.MOST_POOLS, together, false));
            orders.add(new PlacementOrder(First.HIGHEST, together, false));
            orders.add(new PlacementOrder(First.MOST_POOLS, together, true));
        }
        return orders;
    }

    /** What is said of the proof. */
    String label() {
        return first.label + (together == 1 ? "" : ", in packs of " + together) + (even ? ", evenly" : "");
    }

    /** A total order: of demands that are alike the pools decide. */
    Comparator<Demand> comparator() {
        return first.comparator()
                .thenComparing(Demand::virtualFunctions, Comparator.reverseOrder())
                .thenComparing(Demand::ofPools, PlacementOrder::compare);
    }

    /** How many VMs of a demand are put on one host together. */
    int pack(Demand demand) {
        boolean packs = first.isBeforeLarger(demand) && !demand.differentPorts();
        return packs ? Math.max(1, together / size(demand)) : 1;
    }

    /** What there is room for where a pack of VMs of this demand is put. */
    Demand bundle(Demand demand) {
        return pack(even && !demand.differentPorts() ? even(demand) : demand, pack(demand));
    }

    private static Demand even(Demand demand) {
        List<Integer> ofPools = demand.ofPools().stream()
                .map(each -> each == 0 ? 0 : size(demand))
                .toList();
        return new Demand(ofPools.stream().mapToInt(Integer::intValue).sum(), demand.tier(), ofPools, false);
    }

    /** What so many VMs take together. */
    static Demand pack(Demand demand, int vms) {
        return vms == 1
                ? demand
                : new Demand(
                        demand.virtualFunctions() * vms,
                        demand.tier(),
                        demand.ofPools().stream().map(each -> each * vms).toList(),
                        demand.differentPorts());
    }

    /** VFs of one pool, rounded up to a power of two. */
    static int size(Demand demand) {
        int most = Collections.max(demand.ofPools());
        int size = Integer.highestOneBit(most);
        return size == most ? size : 2 * size;
    }

    private static int pools(Demand demand) {
        return demand.ofPools().size() - Collections.frequency(demand.ofPools(), 0);
    }

    private static Comparator<Demand> byPools() {
        return Comparator.comparingInt((Demand demand) -> -pools(demand));
    }

    /** At the same size, those that need different ports come first. */
    private static Comparator<Demand> bySize() {
        return Comparator.comparingInt((Demand demand) -> -Collections.max(demand.ofPools()))
                .thenComparing(demand -> !demand.differentPorts());
    }

    private static Comparator<Demand> byTier() {
        return Comparator.comparingInt((Demand demand) -> -demand.tier());
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
