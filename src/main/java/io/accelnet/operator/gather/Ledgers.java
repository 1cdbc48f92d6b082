package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.PortPolicy;
import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledgers in the nodes' status. */
public final class Ledgers {
    private Ledgers() {}

    /** The allocations of a node; empty if it has no status yet. */
    public static List<Allocation> allocations(AccelNetNode node) {
        return node.getStatus() == null ? List.of() : node.getStatus().allocations();
    }

    /** An entry that can't be read is left out alone: the VM's status still names it, and refills it. */
    static List<LedgerEntry> read(AccelNetNode node, ReadProblems problems) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (Allocation allocation : allocations(node)) {
            try {
                entries.add(entry(allocation));
            } catch (RuntimeException e) {
                problems.entry(node, allocation, e);
            }
        }
        return entries;
    }

    private static LedgerEntry entry(Allocation allocation) {
        return new LedgerEntry(
                allocation.adapter(),
                allocation.virtualFunction(),
                new VmId(allocation.namespace(), allocation.name()),
                allocation.uid(),
                allocation.cluster(),
                allocation.networkAdapter(),
                Levels.read(allocation.performance()),
                allocation.queuePairs(),
                allocation.portPolicy() == PortPolicy.DIFFERENT,
                Optional.ofNullable(allocation.displacedFrom()));
    }
}
