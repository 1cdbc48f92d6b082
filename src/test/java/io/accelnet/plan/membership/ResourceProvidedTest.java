package io.accelnet.plan.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.simulation.SampleNodes;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether hosts have what an intent names. */
class ResourceProvidedTest {
    private static final String RESOURCE = "openshift.io/vm_ports";

    @Test
    void failsIfNoHostHandsTheResourceOutAndSaysWhatTheyDo() {
        List<Finding> conditions =
                conditions(Optional.of(RESOURCE), "port1", hands(Map.of("openshift.io/wm_ports", 8, "a.com/b", 1)));

        assertThat(conditions)
                .extracting(Finding::type)
                .containsExactly(
                        ConditionType.READY,
                        ConditionType.RECONCILING,
                        ConditionType.EXCLUSIVE,
                        ConditionType.RESOURCE_PROVIDED);
        assertThat(conditions.getFirst().reason()).isEqualTo(Reason.RESOURCE_NOT_FOUND);
        assertThat(conditions.getLast().message())
                .startsWith(
                        "No Kubernetes Node with these adapters hands out openshift.io/vm_ports, so that none of their"
                                + " virtual functions counts. What these Nodes hand out: a.com/b, openshift.io/wm_ports. If");
        assertThat(conditions(Optional.of(RESOURCE), "port1", hands(Map.of()))
                        .getLast()
                        .message())
                .contains("hand out: no extended resource.");
    }

    @Test
    void holdsWhereOneDoesAlsoIfItHasNoneAtTheMoment() {
        assertThat(conditions(Optional.of(RESOURCE), "port1", hands(Map.of(RESOURCE, 0)))
                        .getLast())
                .isEqualTo(Finding.holds(
                        ConditionType.RESOURCE_PROVIDED,
                        Reason.PASSED,
                        "Kubernetes Nodes with these adapters hand out openshift.io/vm_ports."));
    }

    @Test
    void nothingIsSaidWhereItCannotBeTold() {
        KubernetesNode others = hands(Map.of("a.com/b", 1));
        for (List<Finding> conditions : List.of(
                conditions(Optional.empty(), "port1", others),
                conditions(Optional.of(RESOURCE), "port2", others),
                conditions(Optional.of(RESOURCE), "port1", new KubernetesNode(true, false)))) {
            assertThat(conditions)
                    .extracting(Finding::type)
                    .containsExactly(ConditionType.READY, ConditionType.EXCLUSIVE);
            assertThat(conditions.getFirst().truth()).isEqualTo(Truth.TRUE);
        }
    }

    private static KubernetesNode hands(Map<String, Integer> allocatable) {
        return new KubernetesNode(true, false, Optional.empty(), Optional.of(allocatable));
    }

    private static List<Finding> conditions(Optional<String> resource, String port, KubernetesNode kubernetesNode) {
        NodeSnapshot external = SampleNodes.linux(
                "n1", Map.of(), List.of(SampleNodes.port(port, 8, OptionalInt.empty(), OptionalInt.empty())));
        NodeSnapshot node = new NodeSnapshot(
                "n1",
                Map.of(),
                true,
                external.availability(),
                external.host(),
                external.adapters(),
                List.of(),
                NodeMemory.NONE);
        IntentSnapshot intent =
                new IntentSnapshot("fabric", Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of("port1"), resource);
        return Objects.requireNonNull(new IntentOwnership(List.of(intent), List.of(node), Map.of("n1", kubernetesNode))
                        .plans()
                        .get("fabric"))
                .conditions();
    }
}
