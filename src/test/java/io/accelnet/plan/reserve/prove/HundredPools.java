package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Demand;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much of the volume is lost at 100 nodes where VMs need VFs of several pools, or of different ports: VMs come until one
 * is refused. {@link PoolBound} says what nobody could exceed.
 */
enum HundredPools {
    /** Pairs and singles on nodes alike. */
    PAIRS_AND_SINGLES("100 alike: two pools of 32 VFs; pairs and singles", Kind.PAIRS_AND_SINGLES, 1),
    /** Pairs and singles on nodes of five kinds. */
    PAIRS_AND_SINGLES_MIXED(
            "100 of five kinds: two pools of 8 to 64 VFs; pairs and singles", Kind.PAIRS_AND_SINGLES, 1),
    /** Twos of different ports and singles on nodes alike. */
    DIFFERENT_PORTS("100 alike: two ports of 32 VFs; two from different ports, and singles", Kind.DIFFERENT_PORTS, 1),
    /** The same on nodes of five kinds. */
    DIFFERENT_PORTS_MIXED(
            "100 of five kinds: one to three ports of 8 to 64 VFs; two from different ports, and singles",
            Kind.DIFFERENT_PORTS,
            1),
    /** Three pools on nodes alike. */
    THREE_POOLS("100 alike: three pools of 32 VFs; one VF of any of them", Kind.THREE_POOLS, 1),
    /** Three pools on nodes of five kinds. */
    THREE_POOLS_MIXED("100 of five kinds: three pools of 8 to 64 VFs; one VF of any of them", Kind.THREE_POOLS, 1),
    /** Larger VMs that need as many VFs of one pool as of the other, or VFs of one pool. */
    SAME_SIZES("100 alike: two pools of 32 VFs; 1, 2 or 4 VFs, as many of each pool", Kind.POOLS_WITH_SIZES, 1),
    /** The same on nodes of five kinds. */
    SAME_SIZES_MIXED(
            "100 of five kinds: two pools of 8 to 64 VFs; 1, 2 or 4 VFs, as many of each pool",
            Kind.POOLS_WITH_SIZES,
            1),
    /** Larger VMs. */
    SIZES("100 alike: two pools of 32 VFs; 1, 2 or 4 VFs of each pool", Kind.POOLS_WITH_SIZES, 1),
    /** Larger VMs on nodes of five kinds. */
    SIZES_MIXED("100 of five kinds: two pools of 8 to 64 VFs; 1, 2 or 4 VFs of each pool", Kind.POOLS_WITH_SIZES, 1),
    /** Pairs and singles of three tiers, where queue pairs bind. */
    TIERS(
            "100 alike: two pools of 32 VFs, 64 queue pairs; pairs and singles of three tiers",
            Kind.PAIRS_AND_SINGLES,
            3),
    /** The same on nodes of five kinds. */
    TIERS_MIXED(
            "100 of five kinds: two pools of 8 to 64 VFs, 2 queue pairs per VF; pairs and singles of three tiers",
            Kind.PAIRS_AND_SINGLES,
            3);

    private static final int NODES = 100;
    private static final int CLUSTERS = 5;
    /** Low, Low, Medium, Medium, High: 2 queue pairs per VF on average, so that neither resource is spare. */
    private static final int[] TIERS_ASKED = {0, 0, 1, 1, 2};
    /** VFs of three ports, by kind of node. */
    private static final int[][] FUNCTIONS = {{16, 32, 16}, {32, 16, 32}, {64, 64, 32}, {32, 64, 64}, {8, 32, 48}};

    final String label;
    private final Kind kind;
    private final int tiers;

    HundredPools(String label, Kind kind, int tiers) {
        this.label = label;
        this.kind = kind;
        this.tiers = tiers;
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
        return Outcome.fill(cluster, () -> demand(cluster, random), new PoolBound(cluster)::vms);
    }

    private Demand demand(Cluster cluster, SplittableRandom random) {
        Demand asked = kind.demand(cluster, random);
        // Ports of a pool are one here, so that nobody could have several VFs from different ones.
        Demand demand = cluster.pools == 1 ? asked : Kind.demand(ofPools(cluster.pools, asked), asked.tier(), false);
        return tiers == 1 ? demand : demand.ofTier(TIERS_ASKED[random.nextInt(TIERS_ASKED.length)]);
    }

    private int[] ofPools(int pools, Demand asked) {
        int[] ofPools = new int[pools];
        for (int pool = 0; pool < pools; pool++) {
            boolean same = (this == SAME_SIZES || this == SAME_SIZES_MIXED) && asked.ofPool(pool) > 0;
            ofPools[pool] = same ? Collections.max(asked.ofPools()) : asked.ofPool(pool);
        }
        return ofPools;
    }

    private boolean mixed() {
        return name().endsWith("_MIXED");
    }

    private Cluster cluster(int percentage) {
        int pools = kind == Kind.DIFFERENT_PORTS ? 1 : kind == Kind.THREE_POOLS ? 3 : 2;
        Cluster cluster = new Cluster(tiers == 1 ? new int[] {1} : new int[] {1, 2, 4}, percentage, pools, true);
        for (int index = 0; index < NODES; index++) {
            Node node = new Node("node%02d".formatted(index));
            cluster.nodes.add(node);
            fit(node, index, pools);
        }
        return cluster;
    }

    private void fit(Node node, int index, int pools) {
        int ports = pools > 1 ? pools : mixed() ? List.of(2, 3, 2, 3, 1).get(index % 5) : 2;
        int[] functions = new int[ports];
        int[] budget = new int[ports];
        int[] most = new int[ports];
        int[] pool = new int[ports];
        for (int port = 0; port < ports; port++) {
            functions[port] = mixed() ? FUNCTIONS[index % 5][port] : 32;
            budget[port] = tiers == 1 ? Node.UNBOUNDED : 2 * functions[port];
            most[port] = 4;
            pool[port] = pools == 1 ? 0 : port;
        }
        node.fit(functions, budget, most, pool);
    }
}
