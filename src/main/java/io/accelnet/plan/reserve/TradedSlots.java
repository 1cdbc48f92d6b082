package io.accelnet.plan.reserve;

/**
 * Divides all that a port has free into slots that have the queue pairs of one rank each, such that neither VFs nor queue
 * pairs are left over as far as that is possible. With two ranks there is one way. With three, VFs of the middle rank are
 * worth some of the highest and some of the lowest: such trades are counted, and left open.
 */
final class TradedSlots {

    /** How many ranks there may be. */
    static final int MOST_RANKS = 3;

    /** Spreads names that hardly differ evenly: the golden ratio, of 32 bits. */
    private static final int GOLDEN = 0x9E3779B9;

    private final Census census;
    private final TradeModel model;
    /** What a trade of blocks of one gives of the highest rank, and of the lowest. */
    private final int high;

    private final int low;

    TradedSlots(Census census, TradeModel model) {
        this.census = census;
        this.model = model;
        if (census.ranks() == MOST_RANKS) {
            int up = census.queuePairs(2) - census.queuePairs(1);
            int down = census.queuePairs(1) - census.queuePairs(0);
            int common = greatestDivisor(up, down);
            high = down / common;
            low = up / common;
        } else {
            high = 0;
            low = 0;
        }
    }

    static int greatestDivisor(int one, int other) {
        return other == 0 ? one : greatestDivisor(other, one % other);
    }

    /** What one trade adds to the slots of a rank. */
    int change(int rank) {
        if (high == 0) {
            return 0;
        }
        return model.block() * (rank == 2 ? high : rank == 1 ? -high - low : low);
    }

    /** Adds the slots of each rank that the port has before any trade, and returns how many trades it allows. */
    int add(HostState host, PortState port, int[] slots) {
        int highest = census.servedRank(port.tier);
        if (highest < 0) {
            return 0;
        }
        int functions = used(host, port.room(census.queuePairs(0)));
        long pairs = Math.min(port.freeQueuePairs(), (long) functions * census.queuePairs(highest));
        if (highest < 2) {
            addTwo(functions, pairs, highest, slots);
            return 0;
        }
        long beyondMiddle = Math.max(0, pairs - (long) functions * census.queuePairs(1));
        int step = census.queuePairs(2) - census.queuePairs(1);
        int top = (int) ((beyondMiddle + step - 1) / step);
        long left = pairs - (long) top * census.queuePairs(2);
        if (left < (long) (functions - top) * census.queuePairs(0)) {
            top--;
            left += census.queuePairs(2);
        }
        int before = slots[1];
        slots[2] += top;
        addTwo(functions - top, left, 1, slots);
        int middle = slots[1] - before;
        int trades = middle / -change(1);
        int spare = (middle + trades * change(1)) / (high + low) * model.lean() / TradeModel.LEANS;
        slots[2] += spare * high;
        slots[1] -= spare * (high + low);
        slots[0] += spare * low;
        return trades;
    }

    /** Rounded differently from host to host, such that few of them add up to what is wanted. */
    private int used(HostState host, int functions) {
        int phase = (host.name().hashCode() * GOLDEN) >>> 26;
        return functions - (functions * model.unused() + phase) / TradeModel.PARTS;
    }

    /** Slots of the lowest rank and one other, as many of that as the queue pairs allow. */
    private void addTwo(int functions, long pairs, int other, int[] slots) {
        if (other == 0) {
            slots[0] += functions;
            return;
        }
        long beyond = pairs - (long) functions * census.queuePairs(0);
        int raised = (int) Math.min(functions, beyond / (census.queuePairs(other) - census.queuePairs(0)));
        slots[other] += raised;
        slots[0] += functions - raised;
    }
}
