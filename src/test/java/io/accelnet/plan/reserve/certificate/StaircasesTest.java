package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** All choices of thresholds that don't rise with the rank. */
class StaircasesTest {

    private static final int[] SIZES = {1, 2, 8};

    @Property
    void areAllThatThereAreAndEachOnce(
            @ForAll @IntRange(min = 1, max = 4) int ranks, @ForAll @IntRange(min = 1, max = 3) int count) {
        int[] thresholds = IntStream.range(0, count).map(index -> SIZES[index]).toArray();
        Staircases staircases = new Staircases(ranks, thresholds);
        int[][] cells = staircases.cells();
        Set<List<Integer>> seen = new HashSet<>();
        for (int condition = 0; condition < cells.length; condition++) {
            List<Integer> chosen = staircases.thresholds(condition);
            assertThat(seen.add(chosen)).isTrue();
            assertThat(chosen).hasSize(ranks);
            int before = Integer.MAX_VALUE;
            int cell = 0;
            for (int rank = 0; rank < ranks; rank++) {
                int threshold = chosen.get(rank);
                assertThat(staircases.threshold(condition, rank)).isEqualTo(threshold);
                if (threshold == 0) {
                    assertThat(before).as("none below who is in it").isEqualTo(Integer.MAX_VALUE);
                } else {
                    assertThat(threshold).isLessThanOrEqualTo(before);
                    before = threshold;
                    assertThat(cells[condition][cell++] / count).isEqualTo(rank);
                    assertThat(thresholds[cells[condition][cell - 1] % count]).isEqualTo(threshold);
                }
            }
            assertThat(cell).isEqualTo(cells[condition].length).isPositive();
        }
        assertThat(cells)
                .as("multisets of the thresholds and none, but for none alone")
                .hasNumberOfRows(choose(ranks + count, count) - 1);
    }

    private static int choose(int all, int some) {
        return some == 0 ? 1 : choose(all - 1, some - 1) * all / some;
    }
}
