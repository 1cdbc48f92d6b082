package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.IntStream;

/**
 * In which order the VMs of failed hosts are placed, and how many of them together. For each order there is a proof of its own, and
 * a recovery that places in that order. What an order says of a demand depends on that demand alone: a recovery knows others
 * than the proof did.
 *
 * <p>Of VMs that need as many pools, such as the first and second and the first and third, those that come later are charged with what
 * those before may have cost them, and there may be enough for one kind of them and not for another. So each kind comes last in some
 * order.
 *
 * <p>A small VM that comes before a larger one may take as much from it as one of the same size would. A pack of small ones on one
 * host takes no more than that, so they are put there together.
 *
 * <p>Of VMs that need unlike numbers of VFs of several pools, one may take much of what another needs little of. So room for as many
 * VFs of each pool may be asked for as are needed of any: of such <em>even</em> bundles no VM takes more than one.
 *
 * @param first who comes first
 * @param pools all pools: of demands for as many of them, those for the first of these come last
 * @param together of how many VFs of one pool a pack of small VMs is, a power of two; 1 if there are no packs
 * @param even whether VMs are put where there is room for as many VFs of each of their pools as they need of any
 */
record PlacementOrder(First first, List<Integer> pools, int together, boolean even) {

    private static final int MOST_POOLS_IN_ALL_ORDERS = 4;

    /** The order in which demands are told where it doesn't matter. */
    static final Comparator<Demand> USUAL =
            new PlacementOrder(new MostPools(MostPools.NO_TIER), List.of(), 1, false).comparator();

    PlacementOrder {
        pools = List.copyOf(pools);
    }

    /** Who comes first. */
    sealed interface First {
        /** What is said of the proof. */
        String label();

        Comparator<Demand> comparator();

        /** Whether VMs of larger demands may come later. */
        boolean isBeforeLarger(Demand demand);
    }

    /**
     * Who needs most pools, but for VMs of the highest tiers, which come before all others: a VM of a low tier that came before could
     * take a port's last queue pairs for one VF of a high one.
     *
     * @param above the highest tier whose VMs don't come before all others; {@link #NO_TIER} if none do
     */
    record MostPools(int above) implements First {
        static final int NO_TIER = Integer.MAX_VALUE;

        @Override
        public String label() {
            return above == NO_TIER ? "most pools first" : "tiers above " + above + " first, then most pools";
        }

        @Override
        public Comparator<Demand> comparator() {
            Comparator<Demand> byHighTier = Comparator.comparingInt(demand -> -Math.max(demand.tier(), above));
            return byHighTier.thenComparing(byPools()).thenComparing(bySize()).thenComparing(byTier());
        }

        @Override
        public boolean isBeforeLarger(Demand demand) {
            return demand.tier() > above || number(demand) > 1;
        }
    }

    /** Who needs most VFs of one pool. */
    record Largest() implements First {
        @Override
        public String label() {
            return "largest first";
        }

        @Override
        public Comparator<Demand> comparator() {
            return bySize().thenComparing(byPools()).thenComparing(byTier());
        }

        @Override
        public boolean isBeforeLarger(Demand demand) {
            return false;
        }
    }

    /**
     * All orders of one order of the pools.
     *
     * @param largest how many VFs of one pool VMs need at most
     * @param tiers how many tiers there are
     */
    static List<PlacementOrder> upTo(int largest, int tiers, List<Integer> pools) {
        First most = new MostPools(MostPools.NO_TIER);
        List<First> highest =
                IntStream.range(0, tiers - 1).<First>mapToObj(MostPools::new).toList();
        List<PlacementOrder> orders = new ArrayList<>();
        orders.add(new PlacementOrder(most, pools, 1, false));
        orders.add(new PlacementOrder(new Largest(), pools, 1, false));
        highest.forEach(first -> orders.add(new PlacementOrder(first, pools, 1, false)));
        for (int packs = 2; packs < 2 * largest; packs *= 2) {
            int together = packs;
            orders.add(new PlacementOrder(most, pools, together, false));
            highest.forEach(first -> orders.add(new PlacementOrder(first, pools, together, false)));
            orders.add(new PlacementOrder(most, pools, together, true));
        }
        return orders;
    }

    /** The orders of pools that are tried: up to three pools all of them; of more than four, which is rare, two. */
    static List<List<Integer>> ordersOfPools(FleetState state) {
        int pools = 1
                + state.hosts().stream()
                        .flatMap(host -> Arrays.stream(host.ports()))
                        .mapToInt(port -> port.port().pool())
                        .max()
                        .orElse(0);
        List<Integer> all = IntStream.range(0, pools).boxed().toList();
        SequencedSet<List<Integer>> orders = new LinkedHashSet<>();
        for (int first = 0; first < (pools > MOST_POOLS_IN_ALL_ORDERS ? 1 : pools); first++) {
            List<Integer> rotated = new ArrayList<>(all.subList(first, pools));
            rotated.addAll(all.subList(0, first));
            orders.add(rotated);
            orders.add(rotated.reversed());
        }
        return List.copyOf(orders);
    }

    /** What is said of the proof. */
    String label() {
        return first.label() + (together == 1 ? "" : ", in packs of " + together) + (even ? ", evenly" : "");
    }

    /** A total order: of demands that are alike the pools decide. */
    Comparator<Demand> comparator() {
        return first.comparator()
                .thenComparing(Comparator.comparingInt(Demand::virtualFunctions).reversed())
                .thenComparing(this::compareByPools)
                .thenComparing(Demand::ofPools, PlacementOrder::compare);
    }

    private int compareByPools(Demand one, Demand other) {
        return pools.stream()
                .mapToInt(pool -> Integer.compare(one.ofPool(pool), other.ofPool(pool)))
                .filter(compared -> compared != 0)
                .findFirst()
                .orElse(0);
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

    /** How many pools it needs VFs of. */
    private static int number(Demand demand) {
        return demand.ofPools().size() - Collections.frequency(demand.ofPools(), 0);
    }

    private static Comparator<Demand> byPools() {
        return Comparator.comparingInt((Demand demand) -> -number(demand));
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
