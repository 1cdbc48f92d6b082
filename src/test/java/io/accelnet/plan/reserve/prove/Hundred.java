package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Demand;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much of the volume is lost at 100 nodes where VFs and queue pairs both bind: VMs come until one is refused. No oracle
 * finds the optimum at this size; {@link UpperBound} says what nobody could exceed.
 */
enum Hundred {
    /** Nodes alike, of one adapter with 64 VFs and 128 queue pairs. */
    ALIKE("100 alike: 64 VFs, 128 queue pairs"),
    /** Nodes alike, of two such adapters. */
    TWO_ADAPTERS("100 alike: two adapters of 64 VFs, 128 queue pairs"),
    /** Nodes of five kinds. */
    MIXED("100 of five kinds: 16 to 128 VFs, 1.5 to 4 queue pairs per VF, one with Low and Medium only");

    private static final int NODES = 100;
    private static final int CLUSTERS = 5;
    private static final int[] PAIRS = {1, 2, 4};
    /** Low, Low, Medium, Medium, High: 2 queue pairs per VF on average, so that neither resource is spare. */
    private static final int[] TIERS = {0, 0, 1, 1, 2};

    private static final int[] SIZES = {1, 1, 1, 1, 2, 2, 4};

    final String label;

    Hundred(String label) {
        this.label = label;
    }

    /** Several clusters, each filled with its own sequence: one alone ends with the luck of who comes last. */
    Outcome fillSeveral(int percentage, long seed) {
        Outcome all = Outcome.NOTHING;
        for (int next = 0; next < CLUSTERS; next++) {
            all = all.plus(fill(percentage, seed + next));
        }
        return all;
    }

    private Outcome fill(int percentage, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Cluster cluster = cluster(percentage);
        return Outcome.fill(
                cluster,
                () -> new Demand(SIZES[random.nextInt(SIZES.length)], TIERS[random.nextInt(TIERS.length)]),
                new UpperBound(cluster)::vms);
    }

    private Cluster cluster(int percentage) {
        Cluster cluster = new Cluster(PAIRS, percentage);
        for (int index = 0; index < NODES; index++) {
            Node node = new Node("node%02d".formatted(index));
            cluster.nodes.add(node);
            switch (this) {
                case ALIKE -> node.fit(new int[] {64}, new int[] {128}, new int[] {4});
                case TWO_ADAPTERS -> node.fit(new int[] {64, 64}, new int[] {128, 128}, new int[] {4, 4});
                case MIXED -> {
                    int functions = List.of(16, 32, 64, 64, 128).get(index % 5);
                    int budget = List.of(64, 64, 128, 96, 256).get(index % 5);
                    node.fit(new int[] {functions}, new int[] {budget}, new int[] {index % 5 == 3 ? 2 : 4});
                }
            }
        }
        return cluster;
    }
}
