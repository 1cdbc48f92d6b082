package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The virtual functions that a VM has. All of them are on one node.
 *
 * @param node the node
 * @param entries its entries in that node's ledger; at least one
 */
public record Assignment(String node, List<LedgerEntry> entries) {
    public Assignment {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("an assignment has at least one entry");
        }
    }

    /** How many virtual functions the VM has. */
    public int size() {
        return entries.size();
    }

    /** The level for which they were given. */
    public Level level() {
        return entries.getFirst().level();
    }

    /** Whether the VM was promised that its virtual functions of one pool come from different ports. */
    public boolean differentPorts() {
        return entries.getFirst().differentPorts();
    }

    /** The queue pairs of each virtual function; the largest number, if they differ. */
    public int queuePairs() {
        int most = 0;
        for (LedgerEntry entry : entries) {
            most = Math.max(most, entry.queuePairs());
        }
        return most;
    }

    /** Whether it is that of an AccelNetVM of the same name which is gone. */
    public boolean isOfFormer(String uid) {
        return !Objects.equals(entries.getFirst().uid(), uid);
    }

    /** The node whose outage brought the VM here; empty if none did. */
    public Optional<String> displacedFrom() {
        return entries.getFirst().displacedFrom();
    }
}
