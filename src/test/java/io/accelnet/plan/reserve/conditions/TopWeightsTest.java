package io.accelnet.plan.reserve.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TopWeightsTest {

    private static final int HOSTS = 9;

    @Property
    void agreesWithSorting(
            @ForAll @Size(max = 60) List<@IntRange(max = 99) Integer> changes,
            @ForAll @IntRange(min = 1, max = 100_000) int scale,
            @ForAll @IntRange(max = 12) int wanted,
            @ForAll @IntRange(max = 12) int wantedLater) {
        TopWeights top = new TopWeights(wanted, HOSTS);
        int[] weights = new int[HOSTS];
        for (int index = 0; index < changes.size(); index++) {
            int host = index * 7 % HOSTS;
            int weight = changes.get(index) * scale;
            top.replace(weights[host], weight);
            weights[host] = weight;
            assertThat(top.sum()).isEqualTo(sorted(weights, wanted));
        }
        top.want(wantedLater);
        assertThat(top.sum()).isEqualTo(sorted(weights, wantedLater));
        assertThat(Arrays.stream(weights)
                        .filter(weight -> weight > top.cutoff())
                        .count())
                .isLessThanOrEqualTo(wantedLater);
    }

    /** A weight may be a number of queue pairs: what is kept depends on how many hosts there are, not on how heavy they are. */
    @Test
    void largeWeightsTakeNoMoreRoomThanSmallOnes() {
        TopWeights top = new TopWeights(2, HOSTS);
        for (int host = 0; host < HOSTS; host++) {
            top.replace(0, 1_000_000_000 + host);
        }
        assertThat(top.sum()).isEqualTo(2_000_000_000L + HOSTS - 1 + HOSTS - 2);
        assertThat(top.size()).isLessThan(1_000);
        for (int host = 0; host < HOSTS; host++) {
            top.replace(1_000_000_000 + host, 3);
        }
        assertThat(top.sum()).isEqualTo(6);
    }

    private static long sorted(int[] weights, int wanted) {
        int[] sorted = weights.clone();
        Arrays.sort(sorted);
        return Arrays.stream(sorted, Math.max(0, sorted.length - wanted), sorted.length)
                .asLongStream()
                .sum();
    }
}
