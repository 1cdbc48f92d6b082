package io.accelnet.operator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.harness.LogLines;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bad input never stops the rest, and never loses what is held. */
class UnreadableTest {
    @Test
    void aVmThatCannotBeReadKeepsItsFunctionsAndTheOthersAreServed() {
        AccelNetNode node = Objects.node("node-1", 2);
        node.setStatus(new AccelNetNodeStatus(
                1L,
                Objects.CLUSTER,
                null,
                null,
                2,
                1,
                1,
                List.of(),
                List.of(new Allocation(
                        Objects.PORT,
                        0,
                        "tenant",
                        "broken",
                        "uid",
                        Objects.CLUSTER,
                        "nic-1",
                        Performance.LOW,
                        1,
                        null)),
                List.of()));
        AccelNetVM broken = Objects.vm("tenant", "broken");
        broken.getMetadata().setCreationTimestamp("yesterday");

        Plan plan = new Planner()
                .plan(Gather.snapshot(
                        new ClusterObjects(
                                List.of(Objects.intent()),
                                List.of(node),
                                List.of(Objects.cluster(0)),
                                List.of(broken, Objects.vm("tenant", "sound")),
                                List.of(),
                                List.of()),
                        Instant.EPOCH));

        assertThat(Optional.ofNullable(plan.nodes().get("node-1"))
                        .map(NodePlan::ledger)
                        .orElseThrow())
                .extracting(entry -> entry.vm().name())
                .containsExactly("broken", "sound");
    }

    /** Clients read a word as nothing that only a newer version knows. */
    @Test
    @SuppressWarnings("NullAway")
    void aLevelThatOnlyANewerVersionKnowsIsSaid() {
        AccelNetVM newer = Objects.vm("tenant", "newer");
        AccelNetVMSpec spec = newer.getSpec();
        newer.setSpec(new AccelNetVMSpec(spec.clusterName(), null, null, spec.virtualMachine()));
        ClusterObjects objects =
                new ClusterObjects(List.of(), List.of(), List.of(), List.of(newer), List.of(), List.of());
        try (LogLines log = new LogLines()) {
            Gather.snapshot(objects, Instant.EPOCH);
            assertThat(log.of("ReadProblems"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.text())
                            .contains("tenant/newer", "this version doesn't know the performance that it says")
                            .doesNotContain("NullPointerException"));
        }
    }

    @Test
    void whatCannotBeReadIsSaidOnceForEachVersion() {
        AccelNetVM broken = Objects.vm("tenant", "broken");
        broken.getMetadata().setCreationTimestamp("yesterday");
        broken.getMetadata().setResourceVersion("1");
        ClusterObjects objects =
                new ClusterObjects(List.of(), List.of(), List.of(), List.of(broken), List.of(), List.of());
        ReadProblems problems = new ReadProblems();
        try (LogLines log = new LogLines()) {
            Gather.snapshot(objects, Instant.EPOCH, problems);
            Gather.snapshot(objects, Instant.EPOCH, problems);
            assertThat(log.of("ReadProblems")).singleElement().satisfies(line -> {
                assertThat(line.text()).contains("tenant/broken", "yesterday");
                assertThat(line.hasStack()).isFalse();
            });

            broken.getMetadata().setResourceVersion("2");
            Gather.snapshot(objects, Instant.EPOCH, problems);

            assertThat(log.of("ReadProblems")).hasSize(2);
        }
    }
}
