package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import java.util.List;
import java.util.Optional;

/**
 * What a VM has: virtual functions on one node.
 *
 * @param node the node
 * @param entries its entries in that node's ledger; at least one
 */
public record Assignment(String node, List<LedgerEntry> entries) {
    public Assignment {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a assignment has at least one entry");
        }
    }

    /** How many virtual functions it is. */
    public int size() {
        return entries.size();
    }

    /** The level that they were given for. */
    public Level level() {
        return entries.getFirst().level();
    }

    /** The queue pairs of each; the most of any, should they differ. */
    public int queuePairs() {
        int most = 0;
        for (LedgerEntry entry : entries) {
            most = Math.max(most, entry.queuePairs());
        }
        return most;
    }

    /** The node whose outage brought the VM here. */
    public Optional<String> displacedFrom() {
        return entries.getFirst().displacedFrom();
    }
}
