package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.membership.IntentAdapters;

/**
 * A virtual function of a node.
 *
 * @param port its port, in the form in which names are compared
 * @param number its number on that port
 */
public record Slot(String port, int number) implements Comparable<Slot> {
    static Slot of(LedgerEntry entry) {
        return new Slot(IntentAdapters.key(entry.adapter()), entry.virtualFunction());
    }

    @Override
    public int compareTo(Slot other) {
        int byPort = port.compareTo(other.port);
        return byPort != 0 ? byPort : Integer.compare(number, other.number);
    }
}
