package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SizeOrderTest {

    private static final int LARGEST_SIZE = 40;
    private static final int MOST = 150;

    @Test
    void theLargestOfTheAmountsThatBreakTheSmallestPowerOfTwoComesFirst() {
        forAllSizes(amount -> true);
    }

    @Test
    void amountsThatAreNotThereAreLeftOut() {
        forAllSizes(amount -> amount % 7 < 2);
    }

    private static void forAllSizes(IntPredicate isThere) {
        for (int size = 1; size <= LARGEST_SIZE; size++) {
            for (int most = 0; most <= MOST; most++) {
                assertThat(visited(size, most, isThere))
                        .as("size %d, amounts up to %d", size, most)
                        .isEqualTo(sorted(size, most, isThere));
            }
        }
    }

    private static List<Integer> visited(int size, int most, IntPredicate isThere) {
        SizeOrder order = new SizeOrder(size, most);
        IntStream.rangeClosed(0, most).forEach(order::fill);
        IntStream.rangeClosed(0, most).filter(isThere.negate()).forEach(order::empty);
        List<Integer> visited = new ArrayList<>();
        for (int amount = order.first(); amount != SizeOrder.NONE; amount = order.after(amount)) {
            visited.add(amount);
        }
        return visited;
    }

    private static List<Integer> sorted(int size, int most, IntPredicate isThere) {
        return IntStream.rangeClosed(size, most)
                .filter(isThere)
                .boxed()
                .sorted(Comparator.comparingInt((Integer amount) -> Candidate.fragment(amount, size))
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
    }
}
