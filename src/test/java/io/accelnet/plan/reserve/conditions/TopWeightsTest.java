package io.accelnet.plan.reserve.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TopWeightsTest {

    private static final int HOSTS = 9;

    @Property
    void agreesWithSorting(
            @ForAll @Size(max = 60) List<@IntRange(max = 99) Integer> changes,
            @ForAll @IntRange(max = 12) int wanted,
            @ForAll @IntRange(max = 12) int wantedLater) {
        TopWeights top = new TopWeights(wanted);
        int[] weights = new int[HOSTS];
        for (int index = 0; index < changes.size(); index++) {
            int host = index * 7 % HOSTS;
            top.replace(weights[host], changes.get(index));
            weights[host] = changes.get(index);
            assertThat(top.sum()).isEqualTo(sorted(weights, wanted));
        }
        top.want(wantedLater);
        assertThat(top.sum()).isEqualTo(sorted(weights, wantedLater));
        assertThat(Arrays.stream(weights)
                        .filter(weight -> weight > top.cutoff())
                        .count())
                .isLessThanOrEqualTo(wantedLater);
    }

    private static long sorted(int[] weights, int wanted) {
        int[] sorted = weights.clone();
        Arrays.sort(sorted);
        return Arrays.stream(sorted, Math.max(0, sorted.length - wanted), sorted.length)
                .asLongStream()
                .sum();
    }
}
