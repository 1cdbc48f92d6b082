package io.accelnet.plan.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.GateState;
import io.accelnet.plan.snapshot.GateState.Fault;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether an intent's pods are held, and what that means for the intent. */
class StartsGatedTest {
    private static final String RESOURCE = "openshift.io/vm_ports";

    @Test
    void isThereOnlyWherePodsAreToBeHeld() {
        assertThat(conditions(Optional.of(RESOURCE), GateState.OFF))
                .extracting(Finding::type)
                .containsExactly(ConditionType.READY, ConditionType.EXCLUSIVE);
        assertThat(conditions(Optional.empty(), new GateState.InForce(Set.of(RESOURCE))))
                .extracting(Finding::type)
                .containsExactly(ConditionType.READY, ConditionType.EXCLUSIVE);
    }

    @Test
    void holdsIfTheResourceIsListed() {
        List<Finding> conditions =
                conditions(Optional.of(RESOURCE), new GateState.InForce(Set.of("a.com/b", RESOURCE)));

        assertThat(conditions)
                .containsExactly(
                        Finding.holds(ConditionType.READY, Reason.READY, "The intent has all its adapters."),
                        Finding.holds(
                                ConditionType.EXCLUSIVE, Reason.PASSED, "No older intent keeps an adapter or a type."),
                        Finding.holds(
                                ConditionType.STARTS_GATED,
                                Reason.PASSED,
                                "Each pod that requests openshift.io/vm_ports waits at its scheduling gate until virtual"
                                        + " functions are reserved for it."));
    }

    @Test
    void failsWhereTheResourceIsNotListed() {
        assertFails(
                new GateState.InForce(Set.of("c.com/d", "a.com/b")),
                Reason.RESOURCE_NOT_LISTED,
                "Pods that request openshift.io/vm_ports start without waiting for their virtual functions, since the policies"
                        + " list only a.com/b, c.com/d. Add it to gate.resourceNames of the chart, or to the ConfigMap"
                        + " accelnet-gate of the overlay.");
        assertFails(
                new GateState.InForce(Set.of()),
                Reason.RESOURCE_NOT_LISTED,
                "since the policies list no resource. Add");
    }

    @Test
    void failsWhereThePoliciesAreNotInForce() {
        assertFails(
                new GateState.NotInForce(Fault.MISSING, "there is no ValidatingAdmissionPolicy accelnet-gate"),
                Reason.GATE_POLICY_MISSING,
                "Pods that request openshift.io/vm_ports may start without waiting for their virtual functions: there is no"
                        + " ValidatingAdmissionPolicy accelnet-gate. Install the policies again, by the chart or the overlay with"
                        + " enforcement On.");
        assertFails(
                new GateState.NotInForce(Fault.OUTDATED, "a policy has version 0"),
                Reason.GATE_POLICY_OUTDATED,
                "a policy has version 0. Install the policies that belong to this operator");
        assertFails(
                new GateState.NotInForce(Fault.NOT_SERVED, "it isn't served"),
                Reason.GATE_NOT_SERVED,
                "it isn't served. Enforcement stays Off. Kubernetes 1.36 and later serve it; with an older one, set"
                        + " enforcement to Off.");
    }

    @Test
    void aWarningIsNoFault() {
        List<Finding> conditions = conditions(Optional.of(RESOURCE), new GateState.Warns());

        assertThat(conditions.getFirst().truth()).isEqualTo(Truth.TRUE);
        assertThat(conditions.getLast().reason()).isEqualTo(Reason.ENFORCEMENT_WARN);
        assertThat(conditions.getLast().truth()).isEqualTo(Truth.FALSE);
        assertThat(conditions).hasSize(3);
    }

    @Test
    void whatIsNotKnownYetIsReconciling() {
        List<Finding> conditions = conditions(Optional.of(RESOURCE), new GateState.Unknown("nobody has looked"));

        assertThat(conditions)
                .extracting(Finding::type)
                .containsExactly(
                        ConditionType.READY,
                        ConditionType.RECONCILING,
                        ConditionType.EXCLUSIVE,
                        ConditionType.STARTS_GATED);
        assertThat(conditions.getFirst().message()).endsWith("wait for their virtual functions: nobody has looked.");
    }

    private static void assertFails(GateState gate, Reason reason, String message) {
        List<Finding> conditions = conditions(Optional.of(RESOURCE), gate);

        assertThat(conditions)
                .extracting(Finding::type)
                .containsExactly(
                        ConditionType.READY,
                        ConditionType.STALLED,
                        ConditionType.EXCLUSIVE,
                        ConditionType.STARTS_GATED);
        assertThat(conditions.getFirst().reason()).isEqualTo(reason);
        assertThat(conditions.getLast().truth()).isEqualTo(Truth.FALSE);
        assertThat(conditions.getLast().message()).contains(message);
    }

    private static List<Finding> conditions(Optional<String> resource, GateState gate) {
        IntentSnapshot intent = new IntentSnapshot(
                "fabric", Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of("port1"), resource, gate);
        return Objects.requireNonNull(new IntentOwnership(List.of(intent), List.of(), Map.of())
                        .plans()
                        .get("fabric"))
                .conditions();
    }
}
