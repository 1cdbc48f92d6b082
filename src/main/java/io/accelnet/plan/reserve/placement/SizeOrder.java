package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.certificate.SlotModel;

/**
 * In which order a VM of one size likes amounts that are free, and which amounts there are. First those that give a smaller power
 * of two ({@link Candidate#fragment}), of these the largest. The place of an amount in that order is computed, so that nothing but
 * one bit is kept for each: there may be many thousand amounts, and orders are made for a single placement.
 *
 * <p>With p for the smallest power of two that holds the VM, all amounts below p come first, the smallest of them in front. An amount
 * from p on is in block b = amount / p, rounded down. Its power of two is p 2<sup>l</sup> if 2<sup>l</sup> is the largest that divides
 * b: the <em>level</em> l. So the blocks of level 0 come next, which are 1, 3, 5 &hellip;, from the last to the first, and each from
 * its end to its beginning; then those of level 1, which are 2, 6, 10 &hellip;, and so on.
 */
final class SizeOrder {

    static final int NONE = -1;

    /** How much the VM takes: the least amount that is enough. */
    private final int size;
    /** The power of two that holds the VM, as an exponent. */
    private final int shift;

    private final int lastBlock;
    /** By level, where its first amount is; at the end, where a next level would begin. */
    private final int[] starts;
    /** A bit for each place in the order. */
    private final long[] there;

    /**
     * The order, with no amount there.
     *
     * @param size how much the VM takes, 1 or more
     * @param most the largest amount that there may be
     */
    SizeOrder(int size, int most) {
        this.size = size;
        this.shift = Integer.numberOfTrailingZeros(SlotModel.sizeClass(size));
        this.lastBlock = most >>> shift;
        this.starts = new int[Integer.SIZE - Integer.numberOfLeadingZeros(lastBlock) + 1];
        starts[0] = (1 << shift) - size;
        for (int level = 0; level + 1 < starts.length; level++) {
            starts[level + 1] = starts[level] + (blocks(level) << shift);
        }
        this.there = new long[(starts[starts.length - 1] >>> 6) + 1];
    }

    /** How many blocks a level has: odd multiples of a power of two. */
    private int blocks(int level) {
        return (lastBlock + (1 << level)) >>> (level + 1);
    }

    int size() {
        return size;
    }

    /** There is such an amount from now on. */
    void fill(int amount) {
        if (amount >= size) {
            int at = place(amount);
            there[at >>> 6] |= 1L << at;
        }
    }

    /** There is no such amount any more. */
    void empty(int amount) {
        if (amount >= size) {
            int at = place(amount);
            there[at >>> 6] &= ~(1L << at);
        }
    }

    /** The amount that there is and comes first, or {@link #NONE}. */
    int first() {
        return from(0);
    }

    /** The amount that there is and comes after one that is enough, or {@link #NONE}. */
    int after(int amount) {
        return from(place(amount) + 1);
    }

    private int from(int place) {
        for (int word = place >>> 6; word < there.length; word++) {
            long bits = word == place >>> 6 ? there[word] & -1L << place : there[word];
            if (bits != 0) {
                return amount((word << 6) + Long.numberOfTrailingZeros(bits));
            }
        }
        return NONE;
    }

    private int place(int amount) {
        int block = amount >>> shift;
        if (block == 0) {
            return amount - size;
        }
        int level = Integer.numberOfTrailingZeros(block);
        int blocksAfter = blocks(level) - 1 - (block >>> (level + 1));
        return starts[level] + (blocksAfter << shift) + fromEnd(amount);
    }

    private int amount(int place) {
        if (place < starts[0]) {
            return place + size;
        }
        int level = 0;
        while (place >= starts[level + 1]) {
            level++;
        }
        int within = place - starts[level];
        int block = (2 * (blocks(level) - 1 - (within >>> shift)) + 1) << level;
        return (block << shift) + fromEnd(within);
    }

    /** Within a block, the place if one counts from the end. */
    private int fromEnd(int place) {
        int last = (1 << shift) - 1;
        return last - (place & last);
    }
}
