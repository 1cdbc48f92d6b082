package io.accelnet.plan.reserve.placement;

import java.util.Arrays;

/** A set of host numbers whose lowest is found in a few steps: bits, and above them bits that say which words aren't empty. */
final class HostNumberSet {

    private static final int LEVELS = 4;

    private final long[][] levels = new long[LEVELS][1];
    private int size;

    void add(int number) {
        size++;
        int at = number;
        for (int level = 0; level < LEVELS; level++) {
            int word = at >>> 6;
            if (word >= levels[level].length) {
                levels[level] = Arrays.copyOf(levels[level], Integer.highestOneBit(word) << 1);
            }
            long before = levels[level][word];
            levels[level][word] = before | 1L << at;
            if (before != 0) {
                return;
            }
            at = word;
        }
    }

    void remove(int number) {
        size--;
        int at = number;
        for (int level = 0; level < LEVELS; level++) {
            int word = at >>> 6;
            levels[level][word] &= ~(1L << at);
            if (levels[level][word] != 0) {
                return;
            }
            at = word;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The lowest number, or -1. */
    int first() {
        return from(0);
    }

    /** The lowest number that isn't below this one, or -1. */
    int from(int number) {
        int at = number;
        for (int level = 0; level < LEVELS; level++) {
            int word = at >>> 6;
            if (word >= levels[level].length) {
                return -1;
            }
            long rest = levels[level][word] & -1L << at;
            if (rest != 0) {
                return down(level, (word << 6) + Long.numberOfTrailingZeros(rest));
            }
            at = word + 1;
        }
        return -1;
    }

    private int down(int level, int number) {
        int at = number;
        for (int below = level - 1; below >= 0; below--) {
            at = (at << 6) + Long.numberOfTrailingZeros(levels[below][at]);
        }
        return at;
    }
}
