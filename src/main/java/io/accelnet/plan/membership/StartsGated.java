package io.accelnet.plan.membership;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.GateState;
import io.accelnet.plan.snapshot.GateState.Fault;
import io.accelnet.plan.snapshot.IntentSnapshot;
import java.util.List;
import java.util.Optional;

/** Says of an intent whether the pods that request its virtual functions wait until these are reserved for them. */
final class StartsGated {
    private static final ConditionType TYPE = ConditionType.STARTS_GATED;

    private StartsGated() {}

    /** The condition; empty for an intent that names no resource, and where nobody asked for the gate. */
    static Optional<Finding> check(IntentSnapshot intent) {
        return intent.resourceName().flatMap(resource -> check(resource, intent.gate()));
    }

    /** Whether an intent is not ready if this fails: not where waiting is only announced. */
    static boolean countsFor(IntentSnapshot intent) {
        return !(intent.gate() instanceof GateState.Warns);
    }

    private static Optional<Finding> check(String resource, GateState gate) {
        return switch (gate) {
            case GateState.Off() -> Optional.empty();
            case GateState.Warns() ->
                Optional.of(Finding.fails(
                        TYPE,
                        Reason.ENFORCEMENT_WARN,
                        "Pods that request " + resource
                                + " start without waiting for their virtual functions; whoever creates one is warned. Set enforcement"
                                + " to On to hold them."));
            case GateState.Unknown(String why) ->
                Optional.of(Finding.unknown(
                        TYPE,
                        Reason.PENDING,
                        "It can't be told whether pods that request " + resource + " wait for their virtual functions: "
                                + why + "."));
            case GateState.NotInForce(Fault fault, String why) -> Optional.of(notInForce(resource, fault, why));
            case GateState.InForce inForce -> Optional.of(inForce(resource, inForce));
        };
    }

    private static Finding inForce(String resource, GateState.InForce gate) {
        return gate.resourceNames().contains(resource)
                ? Finding.holds(
                        TYPE,
                        Reason.PASSED,
                        "Each pod that requests " + resource
                                + " waits at its scheduling gate until virtual functions are reserved for it.")
                : Finding.fails(
                        TYPE,
                        Reason.RESOURCE_NOT_LISTED,
                        "Pods that request " + resource
                                + " start without waiting for their virtual functions, since the policies list "
                                + listed(gate)
                                + ". Add it to gate.resourceNames of the chart, or to the ConfigMap accelnet-gate of the overlay.");
    }

    private static String listed(GateState.InForce gate) {
        return gate.resourceNames().isEmpty()
                ? "no resource"
                : "only " + Phrases.list(List.copyOf(gate.resourceNames()));
    }

    private static Finding notInForce(String resource, Fault fault, String why) {
        String what = "Pods that request " + resource + " may start without waiting for their virtual functions: " + why
                + ". ";
        return switch (fault) {
            case NOT_SERVED ->
                Finding.fails(
                        TYPE,
                        Reason.GATE_NOT_SERVED,
                        what
                                + "Enforcement stays Off. Kubernetes 1.36 and later serve it; with an older one, set enforcement to Off.");
            case MISSING ->
                Finding.fails(
                        TYPE,
                        Reason.GATE_POLICY_MISSING,
                        what + "Install the policies again, by the chart or the overlay with enforcement On.");
            case OUTDATED ->
                Finding.fails(
                        TYPE,
                        Reason.GATE_POLICY_OUTDATED,
                        what
                                + "Install the policies that belong to this operator, by the chart or the overlay of its version.");
        };
    }
}
