package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.IntentAdapters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One node's ledger while a plan is made. Adapters are compared without case, as everywhere. */
public final class NodeLedger {
    private record Slot(String adapterKey, int virtualFunction) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byAdapter = adapterKey.compareTo(other.adapterKey);
            return byAdapter != 0 ? byAdapter : Integer.compare(virtualFunction, other.virtualFunction);
        }
    }

    private final Map<Slot, LedgerEntry> entries = new TreeMap<>();

    /** Who holds this virtual function. */
    public Optional<LedgerEntry> holder(String adapter, int virtualFunction) {
        return Optional.ofNullable(entries.get(slot(adapter, virtualFunction)));
    }

    /** Gives a virtual function that nobody holds. */
    public void give(LedgerEntry entry) {
        LedgerEntry before = entries.putIfAbsent(slot(entry.adapter(), entry.virtualFunction()), entry);
        if (before != null) {
            throw new IllegalStateException("the virtual function of " + entry + " is in the hands of " + before.vm());
        }
    }

    /** Frees what the predicate selects. */
    public void free(Predicate<LedgerEntry> which) {
        entries.values().removeIf(which);
    }

    /** What this VM holds here. */
    public List<LedgerEntry> heldBy(VmId vm) {
        return entries.values().stream().filter(entry -> entry.vm().equals(vm)).toList();
    }

    /** All entries, by adapter and virtual function. */
    public List<LedgerEntry> entries() {
        return entries.values().stream().sorted().toList();
    }

    private static Slot slot(String adapter, int virtualFunction) {
        return new Slot(IntentAdapters.key(adapter), virtualFunction);
    }
}
