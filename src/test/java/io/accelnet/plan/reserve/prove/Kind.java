package io.accelnet.plan.reserve.prove;

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
    BOTH_BIND_MIDSIZE(0.05);

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
            case POWERS_MIDSIZE, QUEUE_PAIRS_MIDSIZE, BOTH_BIND_MIDSIZE -> true;
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
        int[][] choice = bothBind() || this == SINGLES ? ODD_SCALES : SCALES;
        Cluster cluster = new Cluster(choice[random.nextInt(choice.length)], percentage(random));
        for (int nodes = midsize() ? 6 + random.nextInt(6) : 2 + random.nextInt(4); nodes > 0; nodes--) {
            join(cluster, "n" + nodes, random);
        }
        return cluster;
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
        fit(cluster, node, random);
        cluster.nodes.add(node);
        return node;
    }

    /** Gives a node random adapters. */
    void fit(Cluster cluster, Node node, SplittableRandom random) {
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
            };
        }
        cluster.refit(node, functions, budget, most);
    }

    private static int most(int[] pairs, SplittableRandom random) {
        return random.nextInt(10) == 0 ? random.nextInt(pairs[0] + 1) : pairs[random.nextInt(pairs.length)];
    }

    int size(SplittableRandom random) {
        int[] sizes = switch (this) {
            case SINGLES, QUEUE_PAIR_SINGLES -> new int[] {1};
            case POWERS, QUEUE_PAIRS, POWERS_MIDSIZE, QUEUE_PAIRS_MIDSIZE -> new int[] {1, 1, 1, 2, 2, 4, 8};
            case ANY_SIZE, BOTH_BIND, BOTH_BIND_MIDSIZE -> new int[] {1, 1, 2, 3, 4};
        };
        return sizes[random.nextInt(sizes.length)];
    }
}
