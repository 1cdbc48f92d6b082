package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Demand;
import java.util.Collection;
import java.util.Optional;

/**
 * Says what survives by trying everything: every set of nodes that may fail, every packing of their VMs on what is free
 * elsewhere, nobody else moving. Sets of exactly k nodes are enough: whoever places the VMs of a set has placed those of its
 * subsets, on fewer nodes.
 */
final class Exhaustive {

    private static final int MOST_NODES = 16;
    /** Steps of a search, about a tenth of a second. */
    private static final long PATIENCE = 1_000_000;

    private final Snapshot snapshot = new Snapshot(MOST_NODES);
    private final Packing packing = new Packing(snapshot);
    private final int[] displaced = new int[64];
    /** The set that was fatal last is likely to be so again. */
    private int suspect;

    private long asked;

    /** Whether the nodes that are up survive as many more failures as are left. */
    boolean standing(Cluster cluster) {
        return survives(cluster, false, Math.max(0, cluster.failures() - cluster.down()));
    }

    /** Whether that holds, and also with every node that is down returned. */
    boolean everything(Cluster cluster) {
        return standing(cluster) && (cluster.down() == 0 || survives(cluster, true, cluster.failures()));
    }

    boolean survives(Cluster cluster, boolean returned, int failures) {
        snapshot.take(cluster);
        int members = returned ? (1 << snapshot.nodes) - 1 : snapshot.up;
        int most = Math.min(failures, Integer.bitCount(members));
        if (Integer.bitCount(suspect) == most && (suspect & ~members) == 0 && !survives(members, suspect)) {
            return false;
        }
        return everySet(members, members, most, 0);
    }

    /** Whether the nodes that are up survive without these. */
    boolean survivesWithout(Cluster cluster, Collection<String> names) {
        snapshot.take(cluster);
        return survivesWithout(cluster, names, snapshot.up);
    }

    /** Whether all of them do, those that are down taken as returned. */
    boolean survivesWithoutOfAll(Cluster cluster, Collection<String> names) {
        snapshot.take(cluster);
        return survivesWithout(cluster, names, (1 << snapshot.nodes) - 1);
    }

    private boolean survivesWithout(Cluster cluster, Collection<String> names, int members) {
        int failed = 0;
        for (int node = 0; node < snapshot.nodes; node++) {
            failed |= names.contains(cluster.nodes.get(node).name) ? 1 << node : 0;
        }
        return survives(members, failed & members);
    }

    /** Goes through the sets that have {@code chosen} in them and so many more of the candidates. */
    private boolean everySet(int members, int candidates, int missing, int chosen) {
        if (missing == 0) {
            if (survives(members, chosen)) {
                return true;
            }
            suspect = chosen;
            return false;
        }
        int left = candidates;
        while (Integer.bitCount(left) >= missing) {
            int next = Integer.lowestOneBit(left);
            left &= ~next;
            if (!everySet(members, left, missing - 1, chosen | next)) {
                return false;
            }
        }
        return true;
    }

    private boolean survives(int members, int failed) {
        boolean any = false;
        for (int number = 0; number < snapshot.classes; number++) {
            displaced[number] = 0;
            for (int node = 0; node < snapshot.nodes; node++) {
                displaced[number] += (failed >> node & 1) == 0 ? 0 : snapshot.count[node][number];
            }
            any |= displaced[number] > 0;
        }
        return !any || fits(members & ~failed & snapshot.open);
    }

    /** Where trying takes long, CP-SAT is asked. */
    private boolean fits(int supply) {
        return switch (packing.fits(displaced, supply, PATIENCE)) {
            case FITS -> true;
            case DOES_NOT_FIT -> false;
            case UNKNOWN -> {
                asked++;
                yield new Solver(snapshot).fits(displaced, supply);
            }
        };
    }

    /** How many questions were left to CP-SAT. */
    long asked() {
        return asked;
    }

    /** Whether these VMs, which were promised VFs, can all be put on what is free on nodes that are up. */
    boolean fits(Cluster cluster, Iterable<Vm> unplaced, boolean alsoOnThoseThatLeave) {
        snapshot.take(cluster);
        for (Vm vm : unplaced) {
            snapshot.number(vm.demand);
        }
        for (int number = 0; number < snapshot.classes; number++) {
            displaced[number] = 0;
        }
        for (Vm vm : unplaced) {
            displaced[snapshot.number(vm.demand)]++;
        }
        return fits(snapshot.up & (alsoOnThoseThatLeave ? snapshot.openWithLeaving : snapshot.open));
    }

    /** Whether there is any node, and any division among its ports, with which one more VM could be promised its VFs. */
    boolean couldHave(Cluster cluster, Demand demand, Optional<String> pinned) {
        for (Node node : cluster.nodes) {
            if (node.takesVms() && pinned.orElse(node.name).equals(node.name) && couldHave(cluster, demand, node)) {
                return true;
            }
        }
        return false;
    }

    /** Whether that is so on one node. */
    boolean couldHave(Cluster cluster, Demand demand, Node node) {
        for (int[] way : cluster.ways(node, demand)) {
            Vm relocation = new Vm("asking", demand, node, way);
            cluster.add(relocation);
            boolean survives = everything(cluster);
            cluster.remove(relocation);
            if (survives) {
                return true;
            }
        }
        return false;
    }
}
