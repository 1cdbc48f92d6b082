package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TiersTest {

    @Test
    void queuePairsAscendFromOne() {
        assertThat(new Tiers(List.of(1, 2, 8)).count()).isEqualTo(3);
        for (List<Integer> wrong :
                List.of(List.<Integer>of(), List.of(0), List.of(-1, 2), List.of(2, 2), List.of(4, 2))) {
            assertThatThrownBy(() -> new Tiers(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
