package io.accelnet.plan.reserve;

import java.util.Optional;
import java.util.TreeSet;

/**
 * Looks for a condition that every survivable state fulfils and this one doesn't: one resource alone is counted, and
 * everything is rounded in favour of survival.
 */
final class Refutation {

    private final View view;
    private final Census census;
    private final boolean singles;

    private Refutation(View view, Census census) {
        this.view = view;
        this.census = census;
        this.singles = census.demands.stream().allMatch(demand -> demand.virtualFunctions() == 1);
    }

    /** The condition that fails, with VFs looked at before queue pairs. */
    static Optional<Breach> of(View view, Census census) {
        Refutation refutation = new Refutation(view, census);
        return refutation.breach(Resource.functions(census)).or(() -> refutation.breach(Resource.queuePairs(census)));
    }

    private Optional<Breach> breach(Resource resource) {
        Condition tightest = Conditions.tightest(weights(resource), view.failures());
        return tightest.holds() ? Optional.empty() : Optional.of(new Breach(view, census, resource, tightest));
    }

    private Weights weights(Resource resource) {
        int[] thresholds = thresholds(resource);
        Weights weights = new Weights(census, thresholds, view.hosts().size());
        int[][] blocks = Measure.blocks(census.demands, demand -> down(resource.size(demand), thresholds));
        for (int host = 0; host < weights.hosts; host++) {
            weights.addDemand(host, view, blocks);
            HostState state = view.hosts().get(host);
            if (View.supplies(state)) {
                addSupply(weights, host, state, resource);
            }
        }
        return weights;
    }

    private int[] thresholds(Resource resource) {
        TreeSet<Integer> thresholds = new TreeSet<>();
        for (Demand demand : census.demands) {
            int size = resource.size(demand);
            thresholds.add(resource.inBlocks() ? Integer.highestOneBit(size) : 1);
            if (Integer.bitCount(size) > 1) {
                thresholds.add(1);
            }
        }
        return thresholds.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] down(int size, int[] thresholds) {
        int[] blocks = new int[thresholds.length];
        for (int index = 0; index < thresholds.length; index++) {
            blocks[index] = size - size % thresholds[index];
        }
        return blocks;
    }

    /**
     * A VM of one VF lies on one port, so each port counts in whole blocks. Others may straddle ports: those that serve the
     * same rank count together, and in whole blocks only if the host has no others.
     */
    private void addSupply(Weights weights, int host, HostState state, Resource resource) {
        int[] free = new int[census.ranks()];
        int kinds = 0;
        for (PortState port : state.ports) {
            int rank = census.servedRank(port.tier);
            int room = rank < 0 ? 0 : resource.room(port, rank);
            if (room > 0 && singles) {
                weights.addBlocks(host, rank, room);
            } else if (room > 0) {
                kinds += free[rank] == 0 ? 1 : 0;
                free[rank] += room;
            }
        }
        for (int rank = 0; rank < free.length; rank++) {
            if (kinds == 1) {
                weights.addBlocks(host, rank, free[rank]);
            } else {
                weights.addWhole(host, rank, free[rank]);
            }
        }
    }
}
