package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The largest few of many weights, without sorting them all. */
final class TopSum {

    private TopSum() {}

    /** The sum of the {@code count} largest of the first {@code size} weights; the array is left in another order. */
    static long of(int[] weights, int size, int count) {
        if (count >= size) {
            return sum(weights, 0, size);
        }
        int from = 0;
        int to = size - 1;
        int wanted = count;
        long sum = 0;
        // Hoare's selection: each round settles one side of the pivot.
        while (wanted > 0) {
            if (to - from < wanted) {
                return sum + sum(weights, from, to + 1);
            }
            int pivot = weights[(from + to) >>> 1];
            int left = from;
            int right = to;
            while (left <= right) {
                while (weights[left] > pivot) {
                    left++;
                }
                while (weights[right] < pivot) {
                    right--;
                }
                if (left <= right) {
                    int swap = weights[left];
                    weights[left] = weights[right];
                    weights[right] = swap;
                    left++;
                    right--;
                }
            }
            // [from..right] >= pivot, at most one between them that equals it, [left..to] <= pivot
            int high = right - from + 1;
            if (wanted <= high) {
                to = right;
            } else {
                sum += sum(weights, from, left);
                wanted -= left - from;
                from = left;
            }
        }
        return sum;
    }

    private static long sum(int[] weights, int from, int to) {
        long sum = 0;
        for (int index = from; index < to; index++) {
            sum += weights[index];
        }
        return sum;
    }

    /** The indexes of the {@code count} largest weights, the lower index first where weights are equal, ascending. */
    static List<Integer> indexes(int[] weights, int count) {
        List<Integer> order = new ArrayList<>();
        for (int index = 0; index < weights.length; index++) {
            order.add(index);
        }
        order.sort(
                Comparator.comparingInt((Integer index) -> -weights[index]).thenComparing(Comparator.naturalOrder()));
        return order.subList(0, Math.min(count, order.size())).stream().sorted().toList();
    }
}
