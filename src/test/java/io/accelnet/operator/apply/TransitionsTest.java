package io.accelnet.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An event for each transition, and none for anything else. */
class TransitionsTest {
    private static final Condition PENDING = condition("Ready", "Unknown", "Pending");
    private static final Condition READY = condition("Ready", "True", "Ready");
    private static final Condition REFUSED = condition("Ready", "False", "cluster_not_enough_resources");
    private static final Condition STALLED = condition("Stalled", "True", "cluster_not_enough_resources");
    private static final Condition WAITING = condition("Ready", "False", "ClusterNotFound");
    private static final Condition RECONCILING = condition("Reconciling", "True", "ClusterNotFound");

    private static final Condition UP = condition("Available", "True", "Up");
    private static final Condition MAINTENANCE = condition("Available", "True", "InMaintenance");
    private static final Condition DOWN = condition("Available", "False", "KubernetesNodeNotReady");

    @Test
    void admissionIsOneEvent() {
        assertThat(between(status(false, null, PENDING), status(true, "node-1", READY)))
                .singleElement()
                .returns("Admitted", Transition::reason)
                .returns(false, Transition::warning);
    }

    @Test
    void aMoveIsOneEvent() {
        assertThat(between(status(true, "node-1", READY), status(true, "node-2", READY)))
                .singleElement()
                .returns("Moved", Transition::reason);
    }

    @Test
    void aLossIsAWarning() {
        Condition lost = condition("VirtualFunctionsAssigned", "False", "DisplacedWithoutRoom");

        assertThat(between(status(true, "node-1", READY), status(true, null, lost)))
                .singleElement()
                .returns("DisplacedWithoutRoom", Transition::reason)
                .returns(true, Transition::warning);
    }

    @Test
    void aRefusalIsAWarningAndWaitingIsNot() {
        assertThat(between(status(false, null, PENDING), status(false, null, REFUSED, STALLED)))
                .singleElement()
                .returns("cluster_not_enough_resources", Transition::reason)
                .returns(true, Transition::warning);
        assertThat(between(status(false, null, PENDING), status(false, null, WAITING, RECONCILING)))
                .singleElement()
                .returns("ClusterNotFound", Transition::reason)
                .returns(false, Transition::warning);
    }

    @Test
    void anotherWordingIsNoEvent() {
        Condition reworded = new ConditionBuilder(REFUSED).withMessage("Or so.").build();

        assertThat(between(status(false, null, REFUSED, STALLED), status(false, null, reworded, STALLED)))
                .isEmpty();
    }

    @Test
    void aHostThatGoesDownIsToldThoughTheNodeStaysReady() {
        assertThat(ofNode(List.of(READY, UP), List.of(READY, DOWN)))
                .singleElement()
                .returns("KubernetesNodeNotReady", Transition::reason)
                .returns(true, Transition::warning);
    }

    @Test
    void aHostThatIsBackOrInMaintenanceIsToldAndIsNoWarning() {
        assertThat(ofNode(List.of(READY, DOWN), List.of(READY, UP)))
                .singleElement()
                .returns("Up", Transition::reason)
                .returns(false, Transition::warning);
        assertThat(ofNode(List.of(READY, UP), List.of(READY, MAINTENANCE)))
                .singleElement()
                .returns("InMaintenance", Transition::reason)
                .returns(false, Transition::warning);
    }

    @Test
    void aNewHostIsOneEventOrTwoIfItIsDown() {
        assertThat(ofNode(List.of(PENDING), List.of(READY, UP)))
                .extracting(Transition::reason)
                .containsExactly("Ready");
        assertThat(ofNode(List.of(PENDING), List.of(READY, DOWN)))
                .extracting(Transition::reason)
                .containsExactly("KubernetesNodeNotReady");
    }

    @Test
    void aReserveThatIsViolatedIsToldOnceThoughReadyShowsItLater() {
        Condition violated = condition("ReserveHeld", "False", "ReserveViolated");
        Condition unsupported = condition("Ready", "False", "Sriov_support_Unknown");
        Condition readyViolated = condition("Ready", "False", "ReserveViolated");
        Condition held = condition("ReserveHeld", "True", "Held");

        assertThat(ofCluster(List.of(READY, held), List.of(unsupported, violated)))
                .extracting(Transition::reason)
                .containsExactly("ReserveViolated", "Sriov_support_Unknown");
        assertThat(ofCluster(List.of(unsupported, violated), List.of(readyViolated, violated)))
                .isEmpty();
        assertThat(ofCluster(List.of(READY, held), List.of(readyViolated, violated)))
                .extracting(Transition::reason)
                .containsExactly("ReserveViolated");
    }

    @Test
    void anotherClusterThatSelectsTheSameNodesIsToldOnceOnBoth() {
        Condition exclusive = condition("NodesExclusive", "True", "Passed");
        Condition contested = condition("NodesExclusive", "False", "NodeInAnotherCluster");
        Condition lacking = condition("Ready", "False", "NodeInAnotherCluster");

        assertThat(ofCluster(List.of(READY, exclusive), List.of(READY, contested)))
                .extracting(Transition::reason)
                .containsExactly("NodeInAnotherCluster");
        assertThat(ofCluster(List.of(PENDING), List.of(lacking, contested)))
                .extracting(Transition::reason)
                .containsExactly("NodeInAnotherCluster");
        assertThat(ofCluster(List.of(PENDING), List.of(READY, exclusive)))
                .extracting(Transition::reason)
                .containsExactly("Ready");
    }

    private static List<Transition> ofNode(List<Condition> before, List<Condition> after) {
        AccelNetNode node = new AccelNetNode();
        node.setMetadata(new ObjectMetaBuilder().withName("node").build());
        AccelNetNodeStatus status = new AccelNetNodeStatus(1L, null, null, null, 0, 0, 0, List.of(), List.of(), after);
        return Transitions.of(new StatusChange<>(node, status, before, after), node);
    }

    private static List<Transition> ofCluster(List<Condition> before, List<Condition> after) {
        AccelNetCluster cluster = new AccelNetCluster();
        cluster.setMetadata(new ObjectMetaBuilder().withName("cluster").build());
        AccelNetClusterStatus status = new AccelNetClusterStatus(1L, null, null, null, List.of(), after);
        return Transitions.of(new StatusChange<>(cluster, status, before, after), cluster);
    }

    private static List<Transition> between(AccelNetVMStatus before, AccelNetVMStatus after) {
        AccelNetVM vm = new AccelNetVM();
        vm.setMetadata(
                new ObjectMetaBuilder().withNamespace("tenant").withName("vm").build());
        vm.setStatus(before);
        return Transitions.of(new StatusChange<>(vm, after, before.conditions(), after.conditions()), vm);
    }

    private static AccelNetVMStatus status(boolean admitted, @Nullable String node, Condition... conditions) {
        return new AccelNetVMStatus(1L, admitted, node, null, List.of(), null, List.of(), List.of(conditions));
    }

    private static Condition condition(String type, String status, String reason) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(reason)
                .build();
    }
}
