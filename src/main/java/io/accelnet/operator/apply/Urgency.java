package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which writes can't wait: what is given before what is freed, where a VM's functions are before how that is worded. */
final class Urgency {
    static final Comparator<StatusChange<AccelNetNodeStatus>> OF_LEDGERS = Comparator.comparing(Urgency::onlyFrees)
            .thenComparing(StatusChange::key, Comparator.comparing(ObjectKey::name));

    static final Comparator<StatusChange<AccelNetVMStatus>> OF_VMS = Comparator.comparingInt(Urgency::rank)
            .thenComparing(change -> metadata(change).getCreationTimestamp(), Comparator.nullsFirst(String::compareTo))
            .thenComparing(change -> metadata(change).getNamespace())
            .thenComparing(change -> metadata(change).getName());

    private Urgency() {}

    private static boolean onlyFrees(StatusChange<AccelNetNodeStatus> change) {
        @Nullable AccelNetNodeStatus before = change.object().getStatus();
        return before != null
                && before.allocations().containsAll(change.desired().allocations());
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
