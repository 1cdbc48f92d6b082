package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HostNumberSetTest {

    @Property
    void agreesWithATreeSet(@ForAll @Size(max = 60) List<@IntRange(max = 600_000) Integer> numbers) {
        HostNumberSet set = new HostNumberSet();
        TreeSet<Integer> expected = new TreeSet<>();
        for (int number : numbers) {
            // Most are close to others; some come twice, and go again.
            int some = number % 4 == 0 ? number : number % 200;
            if (expected.remove(some)) {
                set.remove(some);
            } else {
                expected.add(some);
                set.add(some);
            }
            assertThat(set.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(set.first()).isEqualTo(expected.isEmpty() ? -1 : expected.first());
            for (int from : new int[] {0, some, some + 1, Math.max(0, some - 64), some / 2, some + 64, some + 4_096}) {
                Integer next = expected.ceiling(from);
                assertThat(set.from(from)).isEqualTo(next == null ? -1 : next);
            }
        }
    }
}
