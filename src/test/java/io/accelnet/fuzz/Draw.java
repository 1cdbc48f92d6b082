package io.accelnet.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that depends on nothing but a seed and a name. What is drawn for one field of one object stays as it is when other fields or
 * objects are drawn otherwise, so that a case can be changed in one thing, or be made smaller.
 */
final class Draw {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    private Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The chance of this name. */
    static Draw of(long seed, String name) {
        long mixed = seed;
        for (int i = 0; i < name.length(); i++) {
            mixed = (mixed ^ name.charAt(i)) * GOLDEN;
            mixed ^= mixed >>> 29;
        }
        return new Draw(mixed);
    }

    /** A seed for something else. */
    long seed() {
        return random.nextLong();
    }

    /** True with this probability. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From one number to another, both included. */
    int between(int least, int most) {
        return least + (int) random.nextLong(1L + most - least);
    }

    /** From one number to another, small ones as often as large ones. */
    int logarithmic(int least, int most) {
        int bits = 1;
        while (bits < Integer.SIZE - 1 && (1L << bits) <= (long) most - least) {
            bits++;
        }
        long span = Math.min(1L << between(0, bits), 1L + most - least);
        return least + (int) random.nextLong(span);
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
