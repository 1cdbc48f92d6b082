package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a status that was written what is worth an event. It compares with the status before, so that a restart, which
 * finds nothing to write, repeats nothing.
 */
public final class Transitions {
    private static final String READY = "Ready";
    private static final String STALLED = "Stalled";
    private static final String ASSIGNED = "VirtualFunctionsAssigned";
    private static final String RESERVE_HELD = "ReserveHeld";
    private static final String NODES_EXCLUSIVE = "NodesExclusive";
    private static final String AVAILABLE = "Available";

    /** Conditions whose changes are told whatever Ready says: Ready may show something else, or not depend on them. */
    private static final List<String> TOLD_BY_THEMSELVES = List.of(RESERVE_HELD, NODES_EXCLUSIVE, AVAILABLE);

    private Transitions() {}

    /** What this write means to people. */
    public static List<Transition> of(StatusChange<?> change, CustomResource<?, ?> stored) {
        List<Transition> found = new ArrayList<>();
        if (change.desired() instanceof AccelNetVMStatus after) {
            vm((AccelNetVMStatus) change.object().getStatus(), after, stored).ifPresent(found::add);
        }
        for (String type : TOLD_BY_THEMSELVES) {
            changed(type, change)
                    .filter(condition -> !isGoodFromTheStart(condition, change))
                    .ifPresent(condition -> found.add(new Transition(
                            stored,
                            !"True".equals(condition.getStatus()),
                            condition.getReason(),
                            condition.getMessage())));
        }
        changed(READY, change)
                .filter(ready -> found.isEmpty() || !"True".equals(ready.getStatus()))
                .filter(ready -> !isToldAlready(ready, change))
                .filter(ready ->
                        found.stream().noneMatch(other -> other.reason().equals(ready.getReason())))
                .ifPresent(ready -> found.add(
                        new Transition(stored, isBad(ready, change.after()), ready.getReason(), ready.getMessage())));
        return found;
    }

    private static Optional<Transition> vm(
            @Nullable AccelNetVMStatus before, AccelNetVMStatus after, CustomResource<?, ?> stored) {
        boolean wasAdmitted = before != null && Boolean.TRUE.equals(before.admitted());
        boolean isAdmitted = Boolean.TRUE.equals(after.admitted());
        @Nullable String from = before == null ? null : before.nodeName();
        @Nullable String to = after.nodeName();
        if (isAdmitted && !wasAdmitted) {
            String where = to == null ? "without virtual functions yet" : "on node " + to;
            return Optional.of(new Transition(stored, false, "Admitted", "Admitted " + where));
        }
        if (Objects.equals(from, to)) {
            return Optional.empty();
        }
        if (to == null) {
            Optional<Condition> why = condition(ASSIGNED, after.conditions());
            return Optional.of(new Transition(
                    stored,
                    isAdmitted,
                    why.map(Condition::getReason).orElse("Released"),
                    why.map(Condition::getMessage).orElse("No virtual functions any more")));
        }
        return Optional.of(
                from == null
                        ? new Transition(stored, false, "Assigned", "Virtual functions on node " + to)
                        : new Transition(
                                stored,
                                false,
                                "Moved",
                                "Virtual functions moved from node %s to %s".formatted(from, to)));
    }

    private static Optional<Condition> changed(String type, StatusChange<?> change) {
        Optional<Condition> before = condition(type, change.before());
        return condition(type, change.after())
                .filter(after -> before.filter(old -> Objects.equals(old.getStatus(), after.getStatus())
                                && Objects.equals(old.getReason(), after.getReason()))
                        .isEmpty());
    }

    /** That a host is up when it is first looked at is no news, nor that no other cluster selects a new one's nodes. */
    private static boolean isGoodFromTheStart(Condition condition, StatusChange<?> change) {
        return !RESERVE_HELD.equals(condition.getType())
                && "True".equals(condition.getStatus())
                && condition(condition.getType(), change.before()).isEmpty();
    }

    /** Whether Ready shows a condition that was told when it became so, and that something else has hidden since. */
    private static boolean isToldAlready(Condition ready, StatusChange<?> change) {
        return TOLD_BY_THEMSELVES.stream()
                .filter(type -> changed(type, change).isEmpty())
                .flatMap(type -> condition(type, change.after()).stream())
                .anyMatch(condition -> Objects.equals(condition.getStatus(), ready.getStatus())
                        && Objects.equals(condition.getReason(), ready.getReason()));
    }

    /** What mends itself is progress, not a failure. */
    private static boolean isBad(Condition ready, List<Condition> conditions) {
        return "False".equals(ready.getStatus())
                && condition(STALLED, conditions)
                        .filter(stalled -> "True".equals(stalled.getStatus()))
                        .isPresent();
    }

    private static Optional<Condition> condition(String type, List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }
}
