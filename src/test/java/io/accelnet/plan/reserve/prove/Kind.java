package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Kinds of small random clusters. In the exact ones no refusal may be needless, whatever happened before. */
enum Kind {
    /** One VF per VM, nested tiers, also several of them on one node. */
    SINGLES(0),
    /** 1, 2, 4 or 8 VFs per VM, queue pairs don't bind, the ports of a node are alike. */
    POWERS(0),
    /** Queue pairs bind and VFs don't; 1, 2, 4 or 8 VFs per VM, one port per node. */
    QUEUE_PAIRS(0),
    /** Queue pairs bind and VFs don't; several ports, one VF per VM. */
    QUEUE_PAIR_SINGLES(0),
    /** Any number of VFs, ports of different tiers on one node, queue pairs don't bind. */
    ANY_SIZE(0.01),
    /** VFs and queue pairs both bind, on tiny adapters. */
    BOTH_BIND(0.01),
    /** As POWERS, on 6 to 12 nodes of 8 to 64 VFs. */
    POWERS_MIDSIZE(0),
    /** As QUEUE_PAIRS, on 6 to 12 nodes of 8 to 64 VFs. */
    QUEUE_PAIRS_MIDSIZE(0),
    /** As BOTH_BIND, on 6 to 12 nodes of 8 to 64 VFs. */
    BOTH_BIND_MIDSIZE(0.05),
    /** One VF from each of two pools, nothing else. */
    PAIRS(0),
    /** One VF from each of two pools, or from one of them. */
    PAIRS_AND_SINGLES(0),
    /** Two VFs of the one pool from different ports, or one VF. */
    DIFFERENT_PORTS(0),
    /** One VF from each of any of three pools. */
    THREE_POOLS(0.01),
    /** 1, 2 or 4 VFs from each of two pools, or from one of them; some from different ports. */
    POOLS_WITH_SIZES(0.01),
    /** One or two VFs from each of up to three pools; ports of several tiers, VFs and queue pairs both bind. */
    POOLS_WITH_TIERS(0.01),
    /** As PAIRS_AND_SINGLES, on 6 to 12 nodes of 4 to 32 VFs. */
    PAIRS_AND_SINGLES_MIDSIZE(0),
    /** As POOLS_WITH_SIZES, on 6 to 12 nodes of 4 to 32 VFs. */
    POOLS_WITH_SIZES_MIDSIZE(0.2),
    /** As POOLS_WITH_TIERS, on 6 to 12 nodes of 4 to 32 VFs. */
    POOLS_WITH_TIERS_MIDSIZE(0.2);

    private static final int[][] SCALES = {{1}, {1, 2}, {1, 2, 4}, {2, 4}, {1, 4}};
    private static final int[][] ODD_SCALES = {{1}, {1, 2}, {1, 2, 4}, {1, 3}, {2, 3, 5}};

    /** The share of decisions that may be needless refusals. */
    final double tolerated;

    Kind(double tolerated) {
        this.tolerated = tolerated;
    }

    /** Whether there are too many sets of failures to look at each after each of millions of decisions. */
    boolean midsize() {
        return switch (this) {
            case POWERS_MIDSIZE,
                    QUEUE_PAIRS_MIDSIZE,
                    BOTH_BIND_MIDSIZE,
                    PAIRS_AND_SINGLES_MIDSIZE,
                    POOLS_WITH_SIZES_MIDSIZE,
                    POOLS_WITH_TIERS_MIDSIZE -> true;
            default -> false;
        };
    }

    /** Whether VMs need VFs of certain pools or of different ports. */
    boolean selective() {
        return switch (this) {
            case PAIRS,
                    PAIRS_AND_SINGLES,
                    DIFFERENT_PORTS,
                    THREE_POOLS,
                    POOLS_WITH_SIZES,
                    POOLS_WITH_TIERS,
                    PAIRS_AND_SINGLES_MIDSIZE,
                    POOLS_WITH_SIZES_MIDSIZE,
                    POOLS_WITH_TIERS_MIDSIZE -> true;
            default -> false;
        };
    }

    boolean exact() {
        return tolerated == 0;
    }

    /** As it stands in tables and on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Cluster cluster(SplittableRandom random) {
        if (selective()) {
            return selectiveCluster(random);
        }
        int[][] choice = bothBind() || this == SINGLES ? ODD_SCALES : SCALES;
        Cluster cluster = new Cluster(choice[random.nextInt(choice.length)], percentage(random));
        for (int nodes = midsize() ? 6 + random.nextInt(6) : 2 + random.nextInt(4); nodes > 0; nodes--) {
            join(cluster, "n" + nodes, random);
        }
        return cluster;
    }

    private Cluster selectiveCluster(SplittableRandom random) {
        int[] pairs = withTiers() ? ODD_SCALES[random.nextInt(ODD_SCALES.length)] : new int[] {1};
        int pools = switch (this) {
            case DIFFERENT_PORTS -> 1;
            case THREE_POOLS -> 3;
            case POOLS_WITH_TIERS, POOLS_WITH_TIERS_MIDSIZE -> 2 + random.nextInt(2);
            default -> 2;
        };
        Cluster cluster = new Cluster(pairs, percentage(random), pools, true);
        for (int nodes = midsize() ? 6 + random.nextInt(6) : 2 + random.nextInt(4); nodes > 0; nodes--) {
            join(cluster, "n" + nodes, random);
        }
        return cluster;
    }

    private boolean withTiers() {
        return this == POOLS_WITH_TIERS || this == POOLS_WITH_TIERS_MIDSIZE;
    }

    private boolean bothBind() {
        return this == BOTH_BIND || this == BOTH_BIND_MIDSIZE;
    }

    private boolean onePort() {
        return this == QUEUE_PAIRS || this == QUEUE_PAIRS_MIDSIZE;
    }

    private boolean portsAlike() {
        return this == POWERS || this == POWERS_MIDSIZE;
    }

    static int percentage(SplittableRandom random) {
        return random.nextInt(100);
    }

    boolean mayGrow(Cluster cluster) {
        return cluster.nodes.size() < (midsize() ? 12 : 6);
    }

    Node join(Cluster cluster, String name, SplittableRandom random) {
        Node node = new Node(name);
        node.cordoned = random.nextInt(12) == 0;
        node.leaving = selective() && random.nextInt(10) == 0;
        fit(cluster, node, random);
        cluster.nodes.add(node);
        return node;
    }

    /** Gives a node random adapters. */
    void fit(Cluster cluster, Node node, SplittableRandom random) {
        if (selective()) {
            fitPools(cluster, node, random);
            return;
        }
        int[] pairs = cluster.pairs;
        int ports = onePort() ? 1 : 1 + random.nextInt(exact() ? 2 : 3);
        int[] functions = new int[ports];
        int[] budget = new int[ports];
        int[] most = new int[ports];
        int shared = most(pairs, random);
        for (int port = 0; port < ports; port++) {
            functions[port] = midsize() ? (8 + random.nextInt(57)) / ports : random.nextInt(9);
            most[port] = portsAlike() ? shared : most(pairs, random);
            budget[port] = switch (this) {
                case SINGLES, ANY_SIZE -> Node.UNBOUNDED;
                case POWERS, POWERS_MIDSIZE ->
                    random.nextBoolean() ? Node.UNBOUNDED : functions[port] * pairs[pairs.length - 1];
                case QUEUE_PAIRS, QUEUE_PAIR_SINGLES, QUEUE_PAIRS_MIDSIZE ->
                    random.nextInt(functions[port] * pairs[0] + 1);
                case BOTH_BIND, BOTH_BIND_MIDSIZE -> random.nextInt(functions[port] * pairs[pairs.length - 1] + 2);
                default -> throw new IllegalStateException(label());
            };
        }
        cluster.refit(node, functions, budget, most, new int[ports]);
    }

    /** Most nodes have a port of each pool, and some more; a few have none of one. */
    private void fitPools(Cluster cluster, Node node, SplittableRandom random) {
        int[] pairs = cluster.pairs;
        int ports = cluster.pools == 1
                ? 1 + random.nextInt(4)
                : Math.max(cluster.pools, 2 + random.nextInt(3)) - (random.nextInt(8) == 0 ? 1 : 0);
        int[] functions = new int[ports];
        int[] budget = new int[ports];
        int[] most = new int[ports];
        int[] pool = new int[ports];
        for (int port = 0; port < ports; port++) {
            pool[port] = port < cluster.pools ? port : random.nextInt(cluster.pools);
            functions[port] = midsize()
                    ? 4 + random.nextInt(29)
                    : random.nextInt(cluster.pools == 1 || this == THREE_POOLS ? 5 : 7);
            most[port] = withTiers() || random.nextInt(10) == 0 ? most(pairs, random) : pairs[0];
            budget[port] = withTiers() && random.nextInt(4) > 0
                    ? random.nextInt(functions[port] * pairs[pairs.length - 1] + 2)
                    : Node.UNBOUNDED;
        }
        cluster.refit(node, functions, budget, most, pool);
    }

    private static int most(int[] pairs, SplittableRandom random) {
        return random.nextInt(10) == 0 ? random.nextInt(pairs[0] + 1) : pairs[random.nextInt(pairs.length)];
    }

    /** What a VM may need. */
    Demand demand(Cluster cluster, SplittableRandom random) {
        int[] ofPools = switch (this) {
            case SINGLES, QUEUE_PAIR_SINGLES -> new int[] {any(random, 1)};
            case POWERS, QUEUE_PAIRS, POWERS_MIDSIZE, QUEUE_PAIRS_MIDSIZE ->
                new int[] {any(random, 1, 1, 1, 2, 2, 4, 8)};
            case ANY_SIZE, BOTH_BIND, BOTH_BIND_MIDSIZE -> new int[] {any(random, 1, 1, 2, 3, 4)};
            case PAIRS -> new int[] {1, 1};
            case PAIRS_AND_SINGLES, PAIRS_AND_SINGLES_MIDSIZE -> some(random, new int[] {1, 1});
            case DIFFERENT_PORTS -> new int[] {any(random, 1, 2)};
            case THREE_POOLS -> some(random, new int[] {1, 1, 1});
            case POOLS_WITH_SIZES, POOLS_WITH_SIZES_MIDSIZE ->
                some(random, new int[] {any(random, 1, 1, 2, 4), any(random, 1, 1, 2, 4)});
            case POOLS_WITH_TIERS, POOLS_WITH_TIERS_MIDSIZE -> some(random, sizes(cluster.pools, random));
        };
        int tier = random.nextInt(cluster.pairs.length);
        return demand(ofPools, tier, differentPorts(ofPools, random));
    }

    private boolean differentPorts(int[] ofPools, SplittableRandom random) {
        return switch (this) {
            case DIFFERENT_PORTS -> ofPools[0] == 2 || random.nextBoolean();
            case POOLS_WITH_SIZES, POOLS_WITH_SIZES_MIDSIZE, POOLS_WITH_TIERS, POOLS_WITH_TIERS_MIDSIZE ->
                random.nextInt(5) == 0;
            default -> false;
        };
    }

    private static int[] sizes(int pools, SplittableRandom random) {
        int[] sizes = new int[pools];
        for (int pool = 0; pool < pools; pool++) {
            sizes[pool] = any(random, 1, 1, 2);
        }
        return sizes;
    }

    private static int any(SplittableRandom random, int... numbers) {
        return numbers[random.nextInt(numbers.length)];
    }

    /** Of some of the pools, as many VFs as of all of them in half of the cases. */
    private static int[] some(SplittableRandom random, int[] ofAll) {
        int chosen = random.nextBoolean() ? (1 << ofAll.length) - 1 : 1 + random.nextInt((1 << ofAll.length) - 1);
        int[] some = new int[ofAll.length];
        for (int pool = 0; pool < some.length; pool++) {
            some[pool] = (chosen >> pool & 1) * ofAll[pool];
        }
        return some;
    }

    /** A demand of so many VFs of each pool. */
    static Demand demand(int[] ofPools, int tier, boolean differentPorts) {
        List<Integer> functions = new ArrayList<>();
        int all = 0;
        for (int ofPool : ofPools) {
            functions.add(ofPool);
            all += ofPool;
        }
        while (functions.getLast() == 0) {
            functions.removeLast();
        }
        return new Demand(all, tier, functions, differentPorts);
    }
}
