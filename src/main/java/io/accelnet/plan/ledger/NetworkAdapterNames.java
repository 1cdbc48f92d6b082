package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of a VM's network adapters uses which of its virtual functions: the one that did before, else the next in order. */
final class NetworkAdapterNames {
    private NetworkAdapterNames() {}

    /** The slots with the names of network adapters in them. */
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

    /** The name that the slot had, if it is still open; then it no longer is. */
    private static Optional<String> former(LedgerEntry slot, List<String> open, List<LedgerEntry> before) {
        for (LedgerEntry entry : before) {
            if (entry.compareTo(slot) == 0 && open.remove(entry.networkAdapter())) {
                return Optional.of(entry.networkAdapter());
            }
        }
        return Optional.empty();
    }
}
