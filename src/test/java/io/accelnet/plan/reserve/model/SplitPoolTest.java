package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitPoolTest {

    private final SplitPool pool = new SplitPool();

    @Test
    void whatLiesOnOnePortIsMadeOnce() {
        Split three = pool.get("a", 3);
        assertThat(three.byPort()).isEqualTo(Map.of("a", 3));
        assertThat(pool.get("a", 5).byPort()).isEqualTo(Map.of("a", 5));
        assertThat(pool.get("a", 3)).isSameAs(three);
        assertThat(pool.get(Map.of("a", 3))).isSameAs(three);
        assertThat(pool.get("b", 3).byPort()).isEqualTo(Map.of("b", 3));
        assertThat(pool.get("a", 1).byPort()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void othersAreWhatTheySay() {
        assertThat(pool.get(Map.of("a", 1, "b", 2)).byPort()).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(pool.get(Map.of())).isSameAs(Split.NOTHING);
        Map<String, Integer> none = Map.of("a", 0);
        assertThatThrownBy(() -> pool.get(none)).isInstanceOf(IllegalArgumentException.class);
    }
}
