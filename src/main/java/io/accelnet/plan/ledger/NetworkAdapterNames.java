package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Matches a VM's network adapters with its virtual functions. Each keeps the one that it used before, if it belongs on that port; the others
 * get the rest in order, each on a port on which it belongs.
 */
final class NetworkAdapterNames {
    private NetworkAdapterNames() {}

    /** The entries of these slots, each with the name of a network adapter. */
    static List<LedgerEntry> match(
            List<String> networkAdapters, List<LedgerEntry> slots, List<LedgerEntry> before, PortMatch match) {
        if (networkAdapters.size() != slots.size()) {
            throw new IllegalArgumentException(
                    slots.size() + " virtual functions for network adapters " + networkAdapters);
        }
        List<String> open = new ArrayList<>(networkAdapters);
        List<LedgerEntry> matched = new ArrayList<>();
        List<LedgerEntry> rest = new ArrayList<>();
        for (LedgerEntry slot : slots) {
            former(slot, open, before, match)
                    .ifPresentOrElse(name -> matched.add(slot.withNetworkAdapter(name)), () -> rest.add(slot));
        }
        List<LedgerEntry> odd = new ArrayList<>();
        for (LedgerEntry slot : rest) {
            open.stream()
                    .filter(name -> match.fits(name, slot.adapter()))
                    .findFirst()
                    .ifPresentOrElse(
                            name -> {
                                open.remove(name);
                                matched.add(slot.withNetworkAdapter(name));
                            },
                            () -> odd.add(slot));
        }
        for (int i = 0; i < odd.size(); i++) {
            matched.add(odd.get(i).withNetworkAdapter(open.get(i)));
        }
        return matched;
    }

    /** The network adapter that used the slot before, if it needs one; it is removed from those that do. */
    private static Optional<String> former(
            LedgerEntry slot, List<String> open, List<LedgerEntry> before, PortMatch match) {
        for (LedgerEntry entry : before) {
            if (entry.compareTo(slot) == 0
                    && match.fits(entry.networkAdapter(), slot.adapter())
                    && open.remove(entry.networkAdapter())) {
                return Optional.of(entry.networkAdapter());
            }
        }
        return Optional.empty();
    }
}
