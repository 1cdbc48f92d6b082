package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts ledger entries under the names that their adapters have now. What an entry says of its adapter is any of the adapter's names
 * at the time when it was written. So a port that is renamed keeps its entries, if it keeps its former name among its other names.
 */
final class PresentNames {
    private PresentNames() {}

    /**
     * The entries of the node's ledger. If a virtual function was given under the present name while nobody knew that the former name
     * is the same port, the entry under the present name counts: who has that virtual function keeps it.
     */
    static List<LedgerEntry> of(NodeSnapshot node) {
        if (node.adapters().stream().allMatch(adapter -> adapter.altNames().isEmpty())) {
            return node.ledger();
        }
        List<LedgerEntry> entries = new ArrayList<>(node.ledger().size());
        List<LedgerEntry> renamed = new ArrayList<>();
        Set<Slot> taken = new HashSet<>();
        for (LedgerEntry entry : node.ledger()) {
            LedgerEntry present = of(node, entry);
            if (present.equals(entry)) {
                entries.add(entry);
                taken.add(Slot.of(entry));
            } else {
                renamed.add(present);
            }
        }
        renamed.stream().filter(entry -> taken.add(Slot.of(entry))).forEach(entries::add);
        return entries;
    }

    /** An entry of the node's ledger, or one that shall be. */
    static LedgerEntry of(NodeSnapshot node, LedgerEntry entry) {
        return Hardware.adapter(node, entry.adapter())
                .map(AdapterSnapshot::name)
                .filter(name -> !IntentAdapters.same(name, entry.adapter()))
                .map(entry::withAdapter)
                .orElse(entry);
    }
}
