package io.accelnet.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static List<Transition> between(AccelNetVMStatus before, AccelNetVMStatus after) {
        AccelNetVM vm = new AccelNetVM();
        vm.setMetadata(
                new ObjectMetaBuilder().withNamespace("tenant").withName("vm").build());
        vm.setStatus(before);
        return Transitions.of(new StatusChange<>(vm, after, before.conditions(), after.conditions()), vm);
    }

    private static AccelNetVMStatus status(boolean admitted, @Nullable String node, Condition... conditions) {
        return new AccelNetVMStatus(1L, admitted, node, null, List.of(), null, List.of(conditions));
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
