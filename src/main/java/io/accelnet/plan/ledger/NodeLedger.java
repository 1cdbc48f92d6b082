package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.IntentAdapters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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

    private final NavigableMap<Slot, LedgerEntry> entries = new TreeMap<>();
    private final Map<VmId, NavigableMap<Slot, LedgerEntry>> byVm = new HashMap<>();

    /** Who holds this virtual function. */
    public Optional<LedgerEntry> holder(String adapter, int virtualFunction) {
        return Optional.ofNullable(entries.get(slot(adapter, virtualFunction)));
    }

    /** Gives a virtual function that nobody holds. */
    public void give(LedgerEntry entry) {
        Slot slot = slot(entry.adapter(), entry.virtualFunction());
        LedgerEntry before = entries.putIfAbsent(slot, entry);
        if (before != null) {
            throw new IllegalStateException("the virtual function of " + entry + " is in the hands of " + before.vm());
        }
        byVm.computeIfAbsent(entry.vm(), vm -> new TreeMap<>()).put(slot, entry);
    }

    /** Frees what this VM holds here. */
    public void free(VmId vm) {
        free(vm, entry -> true);
    }

    /** Frees what the predicate selects of what this VM holds here. */
    public void free(VmId vm, Predicate<LedgerEntry> which) {
        Optional.ofNullable(byVm.get(vm)).ifPresent(own -> {
            own.entrySet().removeIf(each -> {
                boolean freed = which.test(each.getValue());
                if (freed) {
                    entries.remove(each.getKey());
                }
                return freed;
            });
            if (own.isEmpty()) {
                byVm.remove(vm);
            }
        });
    }

    /** Frees everything. */
    public void free() {
        entries.clear();
        byVm.clear();
    }

    /** What this VM holds here. */
    public List<LedgerEntry> heldBy(VmId vm) {
        return Optional.ofNullable(byVm.get(vm))
                .map(own -> List.copyOf(own.values()))
                .orElse(List.of());
    }

    /** All entries, by adapter and virtual function. */
    public List<LedgerEntry> entries() {
        return entries.values().stream().sorted().toList();
    }

    /** The queue pairs of all entries that the predicate selects. */
    int queuePairs(Predicate<LedgerEntry> which) {
        int sum = 0;
        for (LedgerEntry entry : entries.values()) {
            sum += which.test(entry) ? entry.queuePairs() : 0;
        }
        return sum;
    }

    private static Slot slot(String adapter, int virtualFunction) {
        return new Slot(IntentAdapters.key(adapter), virtualFunction);
    }
}
