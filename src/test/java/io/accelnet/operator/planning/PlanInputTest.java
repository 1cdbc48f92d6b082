package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.operator.harness.Objects;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanInputTest {
    private final AccelNetVM before = Objects.vm("tenant", "vm-1");
    private final AccelNetVM after = Objects.vm("tenant", "vm-1");

    @Test
    void anAnnotationIsNoNews() {
        after.getMetadata().setAnnotations(Map.of("note", "1"));
        after.getMetadata().setResourceVersion("2");

        assertThat(PlanInput.isSame(before, after)).isTrue();
    }

    @Test
    void aLabelIsNews() {
        after.getMetadata().setLabels(Map.of("zone", "a"));

        assertThat(PlanInput.isSame(before, after)).isFalse();
    }

    @Test
    void anotherSpecIsNews() {
        after.getMetadata().setGeneration(2L);

        assertThat(PlanInput.isSame(before, after)).isFalse();
    }

    @Test
    void anotherStatusIsNews() {
        after.setStatus(new AccelNetVMStatus(1L, true, null, null, List.of(), null, List.of(), List.of()));

        assertThat(PlanInput.isSame(before, after)).isFalse();
    }

    @Test
    void anotherObjectUnderTheNameIsNews() {
        after.getMetadata().setUid("other");

        assertThat(PlanInput.isSame(before, after)).isFalse();
    }
}
