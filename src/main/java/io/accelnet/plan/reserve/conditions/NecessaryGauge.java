package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.certificate.Blocks;
import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Measures hosts for a refutation: conditions that every survivable state fulfils. One resource alone is counted, and
 * everything is rounded in favour of survival.
 */
final class NecessaryGauge implements Gauge {

    private final Census census;
    private final Resource resource;
    /** Whether every VM has one VF, so that it lies on one port. */
    private final boolean singles;

    private final int[] thresholds;
    private final Blocks blocks;
    private final int[] free;

    NecessaryGauge(Census census, Resource resource) {
        this.census = census;
        this.resource = resource;
        this.singles = census.demands().stream().allMatch(demand -> demand.virtualFunctions() == 1);
        this.thresholds = thresholds(census, resource);
        this.blocks = new Blocks(census, thresholds, demand -> down(resource.size(demand)));
        this.free = new int[census.ranks()];
    }

    private static int[] thresholds(Census census, Resource resource) {
        TreeSet<Integer> thresholds = new TreeSet<>();
        for (Demand demand : census.demands()) {
            int size = resource.size(demand);
            thresholds.add(resource.inBlocks() ? Integer.highestOneBit(size) : 1);
            if (Integer.bitCount(size) > 1) {
                thresholds.add(1);
            }
        }
        return thresholds.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] down(int size) {
        int[] need = new int[thresholds.length];
        for (int index = 0; index < thresholds.length; index++) {
            need[index] = size - size % thresholds[index];
        }
        return need;
    }

    @Override
    public Census census() {
        return census;
    }

    @Override
    public int[] thresholds() {
        return thresholds.clone();
    }

    @Override
    public Blocks needs() {
        return blocks;
    }

    /**
     * A VM of one VF lies on one port, so each port counts in whole blocks. Others may straddle ports: those that serve the
     * same rank count together, and in whole blocks only if the host has no others.
     */
    @Override
    public void addRoom(HostState host, int[] room) {
        if (host.isCordoned()) {
            return;
        }
        Arrays.fill(free, 0);
        int kinds = 0;
        for (int index = 0; index < host.ports().length; index++) {
            PortState port = host.ports()[index];
            int rank = census.servedRank(port.tier());
            int amount = rank < 0 ? 0 : resource.room(port, rank);
            if (amount > 0 && singles) {
                blocks.addWhole(rank, amount, room);
            } else if (amount > 0) {
                kinds += free[rank] == 0 ? 1 : 0;
                free[rank] += amount;
            }
        }
        for (int rank = 0; rank < free.length; rank++) {
            if (kinds == 1) {
                blocks.addWhole(rank, free[rank], room);
            } else {
                blocks.addAll(rank, free[rank], room);
            }
        }
    }
}
