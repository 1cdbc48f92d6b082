package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.IntentAdapters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The ledger of one node while a plan is made. Names of adapters are compared without case. */
public final class NodeLedger {
    /** The order of a VM's entries: by adapter, compared without case, then by number. */
    private static final Comparator<LedgerEntry> BY_SLOT = Comparator.comparing(
                    (LedgerEntry entry) -> IntentAdapters.key(entry.adapter()))
            .thenComparingInt(LedgerEntry::virtualFunction);

    /** The entries of each port, by the number of the virtual function. */
    private final Map<String, Map<Integer, LedgerEntry>> byPort = new HashMap<>();

    /** The entries of each VM. These lists are never changed, only replaced. */
    private final Map<VmId, List<LedgerEntry>> byVm = new HashMap<>();

    /** All entries in order; empty after a change, until they are asked for again. */
    private Optional<List<LedgerEntry>> inOrder = Optional.empty();

    /** The entry of a virtual function; empty if it is free. */
    public Optional<LedgerEntry> holder(String adapter, int virtualFunction) {
        return Optional.ofNullable(port(adapter).get(virtualFunction));
    }

    /** Adds an entry for a virtual function that is free. */
    public void give(LedgerEntry entry) {
        LedgerEntry before = byPort.computeIfAbsent(IntentAdapters.key(entry.adapter()), key -> new HashMap<>())
                .putIfAbsent(entry.virtualFunction(), entry);
        if (before != null) {
            throw new IllegalStateException("the virtual function of " + entry + " belongs to " + before.vm());
        }
        byVm.merge(entry.vm(), List.of(entry), NodeLedger::together);
        inOrder = Optional.empty();
    }

    /** Removes all entries of a VM. */
    public void free(VmId vm) {
        free(vm, entry -> true);
    }

    /** Removes those entries of a VM that the predicate selects. */
    public void free(VmId vm, Predicate<LedgerEntry> which) {
        List<LedgerEntry> kept = new ArrayList<>();
        for (LedgerEntry entry : heldBy(vm)) {
            if (which.test(entry)) {
                port(entry.adapter()).remove(entry.virtualFunction());
            } else {
                kept.add(entry);
            }
        }
        if (kept.isEmpty()) {
            byVm.remove(vm);
        } else {
            byVm.put(vm, List.copyOf(kept));
        }
        inOrder = Optional.empty();
    }

    /** Removes all entries. */
    public void free() {
        byPort.clear();
        byVm.clear();
        inOrder = Optional.empty();
    }

    /** The entries of a VM. */
    public List<LedgerEntry> heldBy(VmId vm) {
        return byVm.getOrDefault(vm, List.of());
    }

    /** All entries, by adapter and virtual function. */
    public List<LedgerEntry> entries() {
        List<LedgerEntry> entries = inOrder.orElseGet(() -> byPort.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .sorted()
                .toList());
        inOrder = Optional.of(entries);
        return entries;
    }

    /** All entries of one port, in no order. */
    Collection<LedgerEntry> entriesOn(String adapter) {
        return port(adapter).values();
    }

    /** The numbers of one port's virtual functions that aren't free. */
    Set<Integer> takenOn(String adapter) {
        return port(adapter).keySet();
    }

    private Map<Integer, LedgerEntry> port(String adapter) {
        return byPort.getOrDefault(IntentAdapters.key(adapter), Map.of());
    }

    private static List<LedgerEntry> together(List<LedgerEntry> some, List<LedgerEntry> more) {
        List<LedgerEntry> all = new ArrayList<>(some);
        all.addAll(more);
        all.sort(BY_SLOT);
        return List.copyOf(all);
    }
}
