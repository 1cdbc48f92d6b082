package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Allocated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BestFitIndexTest {

    private static final int PLACES = 200;
    private static final int MOST = 1 << 19;

    @Property
    void goesThroughPlacesInTheOrderOfPreference(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(max = 140) Integer> amounts,
            @ForAll @IntRange(min = 1, max = 9) int size) {
        BestFitIndex index = new BestFitIndex();
        int[] free = new int[PLACES];
        for (int number = 0; number < amounts.size(); number++) {
            int place = number * 67 % PLACES;
            free[place] = amounts.get(number);
            index.put(place, amounts.get(number));
            if (number % 3 == 0) {
                assertThat(visited(index, size)).isEqualTo(sorted(free, size));
            }
        }
        assertThat(visited(index, size)).isEqualTo(sorted(free, size));
    }

    /** An index may be made for a single question. */
    @Test
    void aQuestionAllocatesLittleHoweverMuchIsFree() {
        BestFitIndex index = new BestFitIndex();
        index.put(1, MOST);
        index.put(2, MOST - 1);
        long before = Allocated.bytes();
        assertThat(index.best(3)).isEqualTo(2);
        long bytes = Allocated.bytes() - before;

        assertThat(bytes).as("for %,d amounts", MOST).isLessThan(MOST);
    }

    private static List<Integer> visited(BestFitIndex index, int size) {
        List<Integer> visited = new ArrayList<>();
        for (int place = index.best(size); place != BestFitIndex.NONE; place = index.next(size, place)) {
            visited.add(place);
        }
        return visited;
    }

    private static List<Integer> sorted(int[] free, int size) {
        return IntStream.range(0, PLACES)
                .filter(place -> free[place] >= size)
                .boxed()
                .sorted(Comparator.comparingInt((Integer place) -> Candidate.fragment(free[place], size))
                        .thenComparingInt(place -> -free[place])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
