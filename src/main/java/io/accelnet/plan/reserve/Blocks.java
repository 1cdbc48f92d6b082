package io.accelnet.plan.reserve;

import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What the VMs of a host need, by demand of a census, and what room it has, in whole blocks of each threshold of a table. */
final class Blocks {

    private final int[] thresholds;
    private final int[] classes;
    private final int[] firstCells;
    private final int[][] needs;

    /** @param rule what one VM of a demand needs, by threshold */
    Blocks(Census census, int[] thresholds, Function<Demand, int[]> rule) {
        int count = census.demands.size();
        this.thresholds = thresholds.clone();
        this.classes = new int[count];
        this.firstCells = new int[count];
        this.needs = new int[count][];
        for (int index = 0; index < count; index++) {
            Demand demand = census.demands.get(index);
            classes[index] = census.number(index);
            firstCells[index] = census.rank(demand) * thresholds.length;
            needs[index] = rule.apply(demand);
        }
    }

    /** For a proof: a VM needs its size rounded up to whole blocks, of each threshold that its size class reaches. */
    static Blocks roundedUp(Census census, int[] thresholds, ToIntFunction<Demand> size) {
        return new Blocks(census, thresholds, demand -> up(size.applyAsInt(demand), thresholds));
    }

    private static int[] up(int size, int[] thresholds) {
        int[] need = new int[thresholds.length];
        for (int index = 0; index < thresholds.length; index++) {
            int threshold = thresholds[index];
            boolean within = SlotModel.sizeClass(size) >= threshold;
            need[index] = within ? (size + threshold - 1) / threshold * threshold : 0;
        }
        return need;
    }

    /** Adds what one VM needs. */
    void addNeed(int index, int[] needed) {
        for (int threshold = 0; threshold < thresholds.length; threshold++) {
            needed[firstCells[index] + threshold] += needs[index][threshold];
        }
    }

    /** Adds what the host's VMs need. */
    void addNeeds(HostState host, int[] weights) {
        for (int index = 0; index < classes.length; index++) {
            int machines = host.virtualMachines(classes[index]);
            if (machines > 0) {
                int[] need = needs[index];
                int first = firstCells[index];
                for (int threshold = 0; threshold < thresholds.length; threshold++) {
                    weights[first + threshold] += machines * need[threshold];
                }
            }
        }
    }

    /** Adds room of ports that serve ranks up to this one, as many whole blocks of each threshold as there are in it. */
    void addWhole(int rank, int amount, int[] weights, int[] room) {
        int cell = rank * thresholds.length;
        for (int threshold : thresholds) {
            int whole = amount & -threshold;
            weights[cell] += whole;
            room[cell] += whole;
            cell++;
        }
    }

    /** Adds room of ports that serve ranks up to this one, all of it for each threshold. */
    void addAll(int rank, int amount, int[] weights, int[] room) {
        int end = (rank + 1) * thresholds.length;
        for (int cell = rank * thresholds.length; cell < end; cell++) {
            weights[cell] += amount;
            room[cell] += amount;
        }
    }
}
