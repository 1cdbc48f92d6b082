package io.accelnet.cli.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.write.VmOutcome.Kind;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The line that tells of a VM, by what the operator has answered. */
class VmOutcomeTest {
    private static final VmId WEB = new VmId("tenant", "web");

    private static Condition condition(String type, String status) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason("cluster_not_enough_resources")
                .withMessage("Not enough.")
                .withObservedGeneration(2L)
                .build();
    }

    private static VmOutcome outcome(@Nullable Performance held, String remark, Condition... conditions) {
        AccelNetVM vm = Objects.vm("tenant", "web");
        vm.getMetadata().setGeneration(2L);
        vm.setStatus(new AccelNetVMStatus(
                2L,
                held != null,
                held == null ? null : "node-1",
                held,
                List.of(),
                null,
                null,
                Stream.of(conditions).toList()));
        return VmOutcome.of(WEB, vm, Kind.CHANGED, remark);
    }

    @Test
    void saysWhatTheVmHas() {
        assertThat(outcome(Performance.HIGH, "", condition("Ready", "True")))
                .isEqualTo(new VmOutcome(WEB, Kind.CHANGED, "High on node-1"));
        assertThat(outcome(Performance.HIGH, "by its label", condition("Ready", "True"))
                        .words())
                .isEqualTo("High on node-1 (by its label)");
    }

    /** Another level that doesn't fit takes nothing from it. */
    @Test
    void saysWhatTheVmKeeps() {
        VmOutcome kept = outcome(Performance.LOW, "", condition("Ready", "False"), condition("Stalled", "True"));

        assertThat(kept)
                .isEqualTo(new VmOutcome(WEB, Kind.KEPT, "Low on node-1. cluster_not_enough_resources: Not enough."));
        assertThat(kept.kind().isGood()).isFalse();
    }

    @Test
    void saysWhyItHasNothing() {
        assertThat(outcome(null, "", condition("Ready", "False"), condition("Stalled", "True")))
                .isEqualTo(new VmOutcome(WEB, Kind.REFUSED, "cluster_not_enough_resources: Not enough."));
        assertThat(outcome(null, "", condition("Ready", "False"), condition("Reconciling", "True"))
                        .kind())
                .isEqualTo(Kind.WAITING);
        assertThat(outcome(null, "").words()).isEqualTo("The operator hasn't answered yet.");
    }
}
