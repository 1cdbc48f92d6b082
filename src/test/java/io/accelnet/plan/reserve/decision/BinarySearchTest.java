package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BinarySearchTest {

    @Property
    void findsTheBoundaryInAFewSteps(
            @ForAll @IntRange(max = 200) int from,
            @ForAll @IntRange(max = 200) int length,
            @ForAll @IntRange(max = 200) int boundary) {
        int last = Math.min(from + length, from + boundary);
        List<Integer> asked = new ArrayList<>();
        int found = BinarySearch.last(from, from + length + 1, number -> {
            asked.add(number);
            return number <= last;
        });
        assertThat(found).isEqualTo(last);
        assertThat(asked).allMatch(number -> number > from && number <= from + length);
        assertThat(1 << asked.size()).as("halves").isLessThanOrEqualTo(2 * (length + 1));

        assertThat(BinarySearch.first(from, from + length, number -> number >= last))
                .isEqualTo(last);
    }
}
