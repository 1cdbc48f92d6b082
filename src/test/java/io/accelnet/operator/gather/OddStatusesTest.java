package io.accelnet.operator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.PromisedFunctions;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may write a status may write nonsense, which stops nobody else. */
class OddStatusesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "%2e%2e", "HV-01", "a/b"})
    void whatCannotBeANodeIsNone(String name) {
        assertThat(NodeNames.of(vm("odd", status(name, null)))).isEmpty();
    }

    @Test
    void aNodeIsOne() {
        assertThat(NodeNames.of(vm("even", status("hv-01.example", null)))).contains("hv-01.example");
    }

    @Test
    void anEmptyPromiseIsNoneAndTheOthersAreServed() {
        AccelNetVM odd = vm("odd", status(null, new PromisedFunctions(Performance.LOW, List.of())));

        Plan plan = plan(world(List.of(odd, Objects.vm("tenant", "sound")), Map.of()));

        assertThat(of(plan, "sound").map(VmPlan::admitted)).contains(true);
        assertThat(of(plan, "odd").map(VmPlan::admitted)).contains(true);
    }

    @Test
    void aVmThatNothingIsKnownOfIsLeftAloneAndTheOthersAreServed() {
        Plan plan = plan(world(
                List.of(Objects.vm("tenant", "unsure"), Objects.vm("tenant", "sound")),
                Map.of(new VmId("tenant", "unsure"), "no answer")));

        assertThat(of(plan, "unsure")).isEmpty();
        assertThat(of(plan, "sound").map(VmPlan::admitted)).contains(true);
    }

    private static Plan plan(ClusterObjects world) {
        return new Planner().plan(Gather.snapshot(world, Instant.EPOCH));
    }

    private static Optional<VmPlan> of(Plan plan, String name) {
        return Optional.ofNullable(plan.vms().get(new VmId("tenant", name)));
    }

    private static ClusterObjects world(List<AccelNetVM> vms, Map<VmId, String> unsure) {
        return new ClusterObjects(
                List.of(Objects.intent()),
                List.of(Objects.node("node-1", 4)),
                List.of(Objects.cluster(0)),
                vms,
                List.of(),
                List.of(),
                unsure);
    }

    private static AccelNetVM vm(String name, AccelNetVMStatus status) {
        AccelNetVM vm = Objects.vm("tenant", name);
        vm.setStatus(status);
        return vm;
    }

    private static AccelNetVMStatus status(@Nullable String node, @Nullable PromisedFunctions promised) {
        return new AccelNetVMStatus(1L, true, node, null, List.of(), promised, List.of(), List.of());
    }
}
