package io.accelnet.plan.reserve;

/**
 * For each rank and threshold, what each host's failure costs: the room that its VMs of at least this size need elsewhere,
 * and the room of its own that goes with it, both in whole blocks of the threshold. The weight of a host in a condition is
 * the sum over ranks, so all conditions are served from one table.
 */
final class Weights {

    final int ranks;
    final int[] thresholds;
    final int hosts;
    private final Census census;
    private final int[][] weight;
    private final int[] supply;

    Weights(Census census, int[] thresholds, int hosts) {
        this.census = census;
        this.ranks = census.ranks();
        this.thresholds = thresholds.clone();
        this.hosts = hosts;
        this.weight = new int[ranks * thresholds.length][hosts];
        this.supply = new int[ranks * thresholds.length];
    }

    int[] weights(int rank, int threshold) {
        return weight[rank * thresholds.length + threshold];
    }

    int supply(int rank, int threshold) {
        return supply[rank * thresholds.length + threshold];
    }

    private void addSupply(int host, int rank, int threshold, int slots) {
        weight[rank * thresholds.length + threshold][host] += slots;
        supply[rank * thresholds.length + threshold] += slots;
    }

    /** Free room that goes with the host, only whole blocks of each threshold. */
    void addBlocks(int host, int rank, int free) {
        for (int index = 0; index < thresholds.length; index++) {
            addSupply(host, rank, index, free - free % thresholds[index]);
        }
    }

    /** Free room that goes with the host, all of it for every threshold. */
    void addWhole(int host, int rank, int free) {
        for (int index = 0; index < thresholds.length; index++) {
            addSupply(host, rank, index, free);
        }
    }

    /** What the VMs of a host need elsewhere; {@code blocks} is by demand of the census and threshold. */
    void addDemand(int host, View view, int[][] blocks) {
        HostState state = view.hosts().get(host);
        for (int demand = 0; demand < blocks.length; demand++) {
            int machines = state.virtualMachines(census.number(demand));
            if (machines > 0) {
                int first = census.rank(census.demands.get(demand)) * thresholds.length;
                for (int index = 0; index < thresholds.length; index++) {
                    weight[first + index][host] += machines * blocks[demand][index];
                }
            }
        }
    }
}
