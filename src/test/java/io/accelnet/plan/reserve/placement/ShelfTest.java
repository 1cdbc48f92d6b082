package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ShelfTest {

    private static final int PLACES = 200;

    @Property
    void goesThroughPlacesInTheOrderOfPreference(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(max = 140) Integer> amounts,
            @ForAll @IntRange(min = 1, max = 9) int size) {
        Shelf shelf = new Shelf();
        int[] free = new int[PLACES];
        for (int index = 0; index < amounts.size(); index++) {
            int place = index * 67 % PLACES;
            free[place] = amounts.get(index);
            shelf.put(place, amounts.get(index));
            if (index % 3 == 0) {
                assertThat(visited(shelf, size)).isEqualTo(sorted(free, size));
            }
        }
        assertThat(visited(shelf, size)).isEqualTo(sorted(free, size));
    }

    private static List<Integer> visited(Shelf shelf, int size) {
        List<Integer> visited = new ArrayList<>();
        for (int place = shelf.best(size); place != Shelf.NONE; place = shelf.next(size, place)) {
            visited.add(place);
        }
        return visited;
    }

    private static List<Integer> sorted(int[] free, int size) {
        return IntStream.range(0, PLACES)
                .filter(place -> free[place] >= size)
                .boxed()
                .sorted(Comparator.comparingInt((Integer place) -> Room.fragment(free[place], size))
                        .thenComparingInt(place -> -free[place])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
