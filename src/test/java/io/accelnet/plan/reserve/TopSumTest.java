package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TopSumTest {

    @Property
    void agreesWithSorting(
            @ForAll @Size(max = 40) @IntRange(max = 12) int[] weights, @ForAll @IntRange(max = 45) int count) {
        int[] sorted = weights.clone();
        Arrays.sort(sorted);
        int[] largest = Arrays.copyOfRange(sorted, Math.max(0, sorted.length - count), sorted.length);

        assertThat(TopSum.of(weights.clone(), weights.length, count))
                .isEqualTo(Arrays.stream(largest).asLongStream().sum());
    }
}
