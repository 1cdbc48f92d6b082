package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.certificate.NeedMatrix;
import io.accelnet.plan.reserve.certificate.Thresholds;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Measures hosts for a refutation: conditions that every survivable state fulfils. One resource alone is counted, and
 * everything is rounded in favour of survival.
 */
final class NecessaryMeasure implements Measure {

    private final DemandSet demandSet;
    private final Resource resource;
    /** Whether every VM has one VF, so that it lies on one port. */
    private final boolean singles;

    private final int[] thresholds;
    private final NeedMatrix needs;
    private final int[] free;

    NecessaryMeasure(DemandSet demandSet, Resource resource) {
        this.demandSet = demandSet;
        this.resource = resource;
        this.singles = demandSet.demands().stream().allMatch(demand -> demand.virtualFunctions() == 1);
        this.thresholds = thresholds(demandSet, resource);
        this.needs = new NeedMatrix(demandSet, thresholds, demand -> down(resource.size(demand)));
        this.free = new int[demandSet.ranks()];
    }

    private static int[] thresholds(DemandSet demandSet, Resource resource) {
        TreeSet<Integer> thresholds = new TreeSet<>();
        for (Demand demand : demandSet.demands()) {
            int size = resource.size(demand);
            thresholds.add(resource.inBlocks() ? Integer.highestOneBit(size) : 1);
            if (Integer.bitCount(size) > 1) {
                thresholds.add(1);
            }
        }
        return Thresholds.among(thresholds, Thresholds.MOST);
    }

    private int[] down(int size) {
        int[] need = new int[thresholds.length];
        for (int index = 0; index < thresholds.length; index++) {
            need[index] = size - size % thresholds[index];
        }
        return need;
    }

    @Override
    public DemandSet demandSet() {
        return demandSet;
    }

    @Override
    public int[] thresholds() {
        return thresholds.clone();
    }

    @Override
    public NeedMatrix needs() {
        return needs;
    }

    /**
     * A VM of one VF lies on one port, so each port counts in whole blocks. Others may straddle ports: those that serve the
     * same rank count together, and in whole blocks only if the host has no others.
     */
    @Override
    public void addRoom(HostState host, int[] room) {
        if (!host.isReserve()) {
            return;
        }
        Arrays.fill(free, 0);
        int kinds = 0;
        for (int index = 0; index < host.ports().length; index++) {
            PortState port = host.ports()[index];
            int rank = demandSet.partlyServedRank(port.tier());
            int amount = rank < 0 ? 0 : resource.room(port, rank);
            if (amount > 0 && singles) {
                needs.addWhole(rank, amount, room);
            } else if (amount > 0) {
                kinds += free[rank] == 0 ? 1 : 0;
                free[rank] += amount;
            }
        }
        for (int rank = 0; rank < free.length; rank++) {
            if (kinds == 1) {
                needs.addWhole(rank, free[rank], room);
            } else {
                needs.addAll(rank, free[rank], room);
            }
        }
    }
}
