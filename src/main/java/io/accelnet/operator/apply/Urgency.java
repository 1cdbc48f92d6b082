package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which writes can't wait: what is given before what is freed, where a VM's functions are before how that is worded. How urgent a
 * write is takes a look at whole ledgers, so it is worked out once for each, and not at each comparison.
 */
final class Urgency {
    private record Ranked<S>(int rank, StatusChange<S> change) {}

    private Urgency() {}

    /** Changes of ledgers, the most urgent first. */
    static List<StatusChange<AccelNetNodeStatus>> ledgersInOrder(List<StatusChange<AccelNetNodeStatus>> ledgers) {
        return inOrder(
                ledgers,
                change -> onlyFrees(change) ? 1 : 0,
                Comparator.comparing(change -> metadata(change).getName()));
    }

    /** Changes of VMs' statuses, the most urgent first. */
    static List<StatusChange<AccelNetVMStatus>> vmsInOrder(List<StatusChange<AccelNetVMStatus>> vms) {
        return inOrder(
                vms,
                Urgency::rank,
                Comparator.<StatusChange<AccelNetVMStatus>, String>comparing(
                                change -> metadata(change).getCreationTimestamp(),
                                Comparator.nullsFirst(String::compareTo))
                        .thenComparing(change -> metadata(change).getNamespace())
                        .thenComparing(change -> metadata(change).getName()));
    }

    private static <S> List<StatusChange<S>> inOrder(
            List<StatusChange<S>> changes, ToIntFunction<StatusChange<S>> rank, Comparator<StatusChange<S>> then) {
        return changes.stream()
                .map(change -> new Ranked<>(rank.applyAsInt(change), change))
                .sorted(Comparator.<Ranked<S>>comparingInt(Ranked::rank).thenComparing(Ranked::change, then))
                .map(Ranked::change)
                .toList();
    }

    private static boolean onlyFrees(StatusChange<AccelNetNodeStatus> change) {
        @Nullable AccelNetNodeStatus before = change.object().getStatus();
        return before != null
                && new HashSet<>(before.allocations())
                        .containsAll(change.desired().allocations());
    }

    private static int rank(StatusChange<AccelNetVMStatus> change) {
        @Nullable AccelNetVMStatus before = change.object().getStatus();
        AccelNetVMStatus after = change.desired();
        if (before == null) {
            return after.virtualFunctions().isEmpty() ? 1 : 0;
        }
        if (!Objects.equals(before.nodeName(), after.nodeName())
                || !before.virtualFunctions().equals(after.virtualFunctions())) {
            return 0;
        }
        return states(before.conditions()).equals(states(after.conditions())) ? 2 : 1;
    }

    private static List<String> states(List<Condition> conditions) {
        return conditions.stream()
                .map(condition -> condition.getType() + condition.getStatus() + condition.getReason())
                .toList();
    }

    private static ObjectMeta metadata(StatusChange<?> change) {
        return change.object().getMetadata();
    }
}
