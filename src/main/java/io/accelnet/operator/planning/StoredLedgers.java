package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.AssignedFunction;
import io.accelnet.operator.apply.StatusChange;
import io.accelnet.operator.gather.Ledgers;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the ledgers hold as far as they are stored: nothing else may be promised to a VM. */
final class StoredLedgers {
    private final Map<String, Map<String, Set<AssignedFunction>>> byNodeAndVm = new HashMap<>();

    StoredLedgers(Collection<AccelNetNode> nodes) {
        nodes.forEach(this::stored);
    }

    void stored(AccelNetNode node) {
        Map<String, Set<AssignedFunction>> byVm = new HashMap<>();
        for (Allocation allocation : Ledgers.allocations(node)) {
            byVm.computeIfAbsent(allocation.uid(), uid -> new HashSet<>())
                    .add(new AssignedFunction(
                            allocation.networkAdapter(),
                            allocation.adapter(),
                            allocation.virtualFunction(),
                            allocation.queuePairs()));
        }
        byNodeAndVm.put(node.getMetadata().getName(), byVm);
    }

    /** Whether this says nothing to a VM that a stored ledger doesn't hold; of other kinds it never does. */
    boolean back(StatusChange<?> change) {
        if (!(change.desired() instanceof AccelNetVMStatus status)) {
            return true;
        }
        List<AssignedFunction> promised = status.virtualFunctions();
        @Nullable String node = status.nodeName();
        if (promised.isEmpty() || node == null) {
            return promised.isEmpty();
        }
        String uid = change.object().getMetadata().getUid();
        return byNodeAndVm
                .getOrDefault(node, Map.of())
                .getOrDefault(uid, Set.of())
                .equals(promised.stream().map(AssignedFunction::withoutAddress).collect(Collectors.toSet()));
    }
}
