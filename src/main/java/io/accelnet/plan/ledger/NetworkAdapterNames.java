package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Matches a VM's network adapters with its virtual functions. Each keeps the one that it used before; the others get the rest in order. */
final class NetworkAdapterNames {
    private NetworkAdapterNames() {}

    /** The entries of these slots, each with the name of a network adapter. */
    static List<LedgerEntry> match(List<String> networkAdapters, List<LedgerEntry> slots, List<LedgerEntry> before) {
        if (networkAdapters.size() != slots.size()) {
            throw new IllegalArgumentException(
                    slots.size() + " virtual functions for network adapters " + networkAdapters);
        }
        List<String> open = new ArrayList<>(networkAdapters);
        List<LedgerEntry> matched = new ArrayList<>();
        List<LedgerEntry> rest = new ArrayList<>();
        for (LedgerEntry slot : slots) {
            former(slot, open, before)
                    .ifPresentOrElse(name -> matched.add(slot.withNetworkAdapter(name)), () -> rest.add(slot));
        }
        for (int i = 0; i < rest.size(); i++) {
            matched.add(rest.get(i).withNetworkAdapter(open.get(i)));
        }
        return matched;
    }

    /** The network adapter that used the slot before, if it needs one; it is removed from those that do. */
    private static Optional<String> former(LedgerEntry slot, List<String> open, List<LedgerEntry> before) {
        for (LedgerEntry entry : before) {
            if (entry.compareTo(slot) == 0 && open.remove(entry.networkAdapter())) {
                return Optional.of(entry.networkAdapter());
            }
        }
        return Optional.empty();
    }
}
