package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.PortState;
import java.util.List;

/**
 * Divides what a port has free into slots that have the queue pairs of one rank each: in given shares as far as VFs and
 * queue pairs go, then with what is left.
 */
final class TypedSlots {

    private final DemandSet demandSet;
    private final List<Integer> shares;

    TypedSlots(DemandSet demandSet, List<Integer> shares) {
        this.demandSet = demandSet;
        this.shares = shares;
    }

    /** How many slots of each rank the port has. */
    int[] of(PortState port) {
        int[] slots = new int[demandSet.ranks()];
        int highest = demandSet.servedRank(port.tier());
        if (highest < 0) {
            return slots;
        }
        int functions = port.freeFunctions();
        long pairs = Math.min(port.freeQueuePairs(), (long) functions * demandSet.queuePairs(highest));
        Left left = new Left(functions, pairs);
        share(slots, highest, left);
        fill(slots, highest, left);
        raise(slots, highest, left);
        return slots;
    }

    private void share(int[] slots, int highest, Left left) {
        long all = 0;
        long cost = 0;
        for (int rank = 0; rank <= highest; rank++) {
            all += shares.get(rank);
            cost += (long) shares.get(rank) * demandSet.queuePairs(rank);
        }
        if (all == 0) {
            return;
        }
        // In units of one slot per share: whichever runs out first.
        boolean pairsBind = left.pairs * all < left.functions * cost;
        for (int rank = 0; rank <= highest; rank++) {
            long given = pairsBind
                    ? left.pairsAtFirst * shares.get(rank) / cost
                    : left.functionsAtFirst * shares.get(rank) / all;
            left.take(slots, rank, (int) given, demandSet.queuePairs(rank));
        }
    }

    /** What rounding left goes to the highest rank that it is enough for. */
    private void fill(int[] slots, int highest, Left left) {
        for (int rank = highest; rank >= 0; rank--) {
            if (rank == 0 || shares.get(rank) > 0) {
                int most = (int) Math.min(left.functions, left.pairs / demandSet.queuePairs(rank));
                left.take(slots, rank, most, demandSet.queuePairs(rank));
            }
        }
    }

    /** Queue pairs that are still left make slots larger, the largest first. */
    private void raise(int[] slots, int highest, Left left) {
        for (int to = highest; to > 0; to--) {
            for (int from = to - 1; from >= 0; from--) {
                int more = demandSet.queuePairs(to) - demandSet.queuePairs(from);
                int raised = (int) Math.min(slots[from], left.pairs / more);
                slots[from] -= raised;
                slots[to] += raised;
                left.pairs -= (long) raised * more;
            }
        }
    }

    /** What of a port isn't in a slot yet. */
    private static final class Left {
        private final long functionsAtFirst;
        private final long pairsAtFirst;
        private long functions;
        private long pairs;

        Left(long functions, long pairs) {
            this.functionsAtFirst = functions;
            this.pairsAtFirst = pairs;
            this.functions = functions;
            this.pairs = pairs;
        }

        void take(int[] slots, int rank, int count, int queuePairs) {
            slots[rank] += count;
            functions -= count;
            pairs -= (long) count * queuePairs;
        }
    }
}
