package io.accelnet.plan.reserve.placement;

import java.util.Arrays;

/**
 * Places by how much is free in them, such that the best one for a VM of a given size is found without a look at the
 * others. The best: whose power of two that would be broken is the smallest, then with the most free, then of the lowest
 * number.
 */
final class BestFitIndex {

    static final int NONE = SizeOrder.NONE;

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
        int amount = order(size).first();
        return amount == NONE ? NONE : byFree[amount].first();
    }

    /** The place that comes after one for a VM of this size, or {@link #NONE}. */
    int next(int size, int place) {
        int amount = free[place];
        int sibling = byFree[amount].from(place + 1);
        if (sibling != NONE) {
            return sibling;
        }
        int following = order(size).after(amount);
        return following == NONE ? NONE : byFree[following].first();
    }

    private SizeOrder order(int size) {
        for (SizeOrder known : orders) {
            if (known.size() == size) {
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
}
