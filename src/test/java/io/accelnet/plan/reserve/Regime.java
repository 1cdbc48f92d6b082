package io.accelnet.plan.reserve;

import java.util.Random;

/** Kinds of small random clusters. In the exact ones no refusal may be needless. */
public enum Regime {
    /** One VF per VM, nested tiers, also several of them on one node. */
    SINGLES(true),
    /** 1, 2, 4 or 8 VFs per VM, queue pairs don't bind, the ports of a node are alike. */
    POWERS(true),
    /** Queue pairs bind and VFs don't; one port per node. */
    QUEUE_PAIRS(true),
    /** Queue pairs bind and VFs don't; several ports, one VF per VM. */
    QUEUE_PAIR_SINGLES(true),
    /** Any number of VFs, ports of different tiers on one node, queue pairs don't bind. */
    ANY_SIZE(false),
    /** VFs and queue pairs both bind. */
    BOTH_BIND(false);

    public final boolean exact;

    Regime(boolean exact) {
        this.exact = exact;
    }

    public TestCluster world(Random random) {
        int[][] scales = {{1}, {1, 2}, {1, 2, 4}, {2, 4}, {1, 4}};
        int[][] oddScales = {{1}, {1, 2}, {1, 2, 4}, {1, 3}, {2, 3, 5}};
        int[][] choice = this == BOTH_BIND || this == SINGLES ? oddScales : scales;
        int[] tiers = choice[random.nextInt(choice.length)];
        int nodes = 2 + random.nextInt(4);
        TestCluster cluster = new TestCluster(tiers, random.nextInt(nodes));
        for (int index = 0; index < nodes; index++) {
            TestCluster.Node node = node("n" + index, tiers, random);
            node.cordoned = random.nextInt(12) == 0;
            cluster.nodes.add(node);
        }
        return cluster;
    }

    private TestCluster.Node node(String name, int[] tiers, Random random) {
        int ports = this == QUEUE_PAIRS ? 1 : 1 + random.nextInt(exact ? 2 : 3);
        int[] functions = new int[ports];
        int[] budget = new int[ports];
        int[] most = new int[ports];
        int shared = most(tiers, random);
        for (int port = 0; port < ports; port++) {
            functions[port] = random.nextInt(9);
            most[port] = this == POWERS ? shared : most(tiers, random);
            budget[port] = switch (this) {
                case SINGLES, ANY_SIZE -> 1_000_000;
                case POWERS -> random.nextBoolean() ? 1_000_000 : functions[port] * tiers[tiers.length - 1];
                case QUEUE_PAIRS, QUEUE_PAIR_SINGLES -> random.nextInt(functions[port] * tiers[0] + 1);
                case BOTH_BIND -> random.nextInt(functions[port] * tiers[tiers.length - 1] + 2);
            };
        }
        return new TestCluster.Node(name, functions, budget, most);
    }

    private static int most(int[] tiers, Random random) {
        return random.nextInt(10) == 0 ? random.nextInt(tiers[0] + 1) : tiers[random.nextInt(tiers.length)];
    }

    public Demand demand(TestCluster cluster, Random random) {
        int[] sizes = switch (this) {
            case SINGLES, QUEUE_PAIR_SINGLES -> new int[] {1};
            case POWERS, QUEUE_PAIRS -> new int[] {1, 1, 1, 2, 2, 4, 8};
            case ANY_SIZE, BOTH_BIND -> new int[] {1, 1, 2, 3, 4};
        };
        int size = sizes[random.nextInt(sizes.length)];
        return new Demand(size, random.nextInt(cluster.queuePairs.length));
    }
}
