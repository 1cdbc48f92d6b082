package io.accelnet.plan.reserve.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places by how much is free in them, such that the best one for a VM of a given size is found without a look at the
 * others. The best: whose power of two that would be broken is the smallest, then with the most free, then of the lowest
 * number.
 */
final class BestFitIndex {

    static final int NONE = -1;

    private int[] free = new int[64];
    private HostNumberSet[] byFree = new HostNumberSet[16];
    private int most;
    private SizeOrder[] orders = {};

    /** How much is free in a place from now on, 0 if it is none. */
    void put(int place, int amount) {
        if (place >= free.length) {
            if (amount == 0) {
                return;
            }
            free = Arrays.copyOf(free, Integer.highestOneBit(place) << 1);
        }
        int before = free[place];
        if (before == amount) {
            return;
        }
        free[place] = amount;
        if (before > 0) {
            byFree[before].remove(place);
            if (byFree[before].isEmpty()) {
                for (SizeOrder preference : orders) {
                    preference.empty(before);
                }
            }
        }
        if (amount > 0) {
            add(place, amount);
        }
    }

    private void add(int place, int amount) {
        if (amount > most) {
            most = amount;
            orders = new SizeOrder[0];
            if (amount >= byFree.length) {
                byFree = Arrays.copyOf(byFree, Integer.highestOneBit(amount) << 1);
            }
        }
        if (byFree[amount] == null) {
            byFree[amount] = new HostNumberSet();
        }
        if (byFree[amount].isEmpty()) {
            for (SizeOrder preference : orders) {
                preference.fill(amount);
            }
        }
        byFree[amount].add(place);
    }

    /** The best place for a VM of this size, or {@link #NONE}. */
    int best(int size) {
        int amount = order(size).first(0);
        return amount == NONE ? NONE : byFree[amount].first();
    }

    /** The place that comes after one for a VM of this size, or {@link #NONE}. */
    int next(int size, int place) {
        SizeOrder preference = order(size);
        int amount = free[place];
        int sibling = byFree[amount].from(place + 1);
        if (sibling != NONE) {
            return sibling;
        }
        int following = preference.first(preference.position[amount] + 1);
        return following == NONE ? NONE : byFree[following].first();
    }

    private SizeOrder order(int size) {
        for (SizeOrder known : orders) {
            if (known.size == size) {
                return known;
            }
        }
        SizeOrder preference = new SizeOrder(size, most);
        for (int amount = size; amount <= most; amount++) {
            if (byFree[amount] != null && !byFree[amount].isEmpty()) {
                preference.fill(amount);
            }
        }
        orders = Arrays.copyOf(orders, orders.length + 1);
        orders[orders.length - 1] = preference;
        return preference;
    }

    /** In which order a VM of one size likes amounts, and which of them there are. */
    private static final class SizeOrder {
        final int size;
        final int[] amounts;
        final int[] position;
        final long[] there;

        SizeOrder(int size, int most) {
            this.size = size;
            List<Integer> order = new ArrayList<>();
            for (int amount = Math.max(1, size); amount <= most; amount++) {
                order.add(amount);
            }
            order.sort(Comparator.comparingInt((Integer amount) -> Candidate.fragment(amount, size))
                    .thenComparing(Comparator.reverseOrder()));
            amounts = order.stream().mapToInt(Integer::intValue).toArray();
            position = new int[most + 1];
            Arrays.fill(position, NONE);
            for (int index = 0; index < amounts.length; index++) {
                position[amounts[index]] = index;
            }
            there = new long[(amounts.length >>> 6) + 1];
        }

        void fill(int amount) {
            int at = position[amount];
            if (at != NONE) {
                there[at >>> 6] |= 1L << at;
            }
        }

        void empty(int amount) {
            int at = position[amount];
            if (at != NONE) {
                there[at >>> 6] &= ~(1L << at);
            }
        }

        /** The first amount from a position on that there is, or {@link #NONE}. */
        int first(int from) {
            for (int word = from >>> 6; word < there.length; word++) {
                long bits = word == from >>> 6 ? there[word] & -1L << from : there[word];
                if (bits != 0) {
                    return amounts[(word << 6) + Long.numberOfTrailingZeros(bits)];
                }
            }
            return NONE;
        }
    }
}
