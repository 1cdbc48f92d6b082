package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.prerequisite.SriovCheck;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.Optional;

/** Which virtual functions the hardware of a node has, in use or free. */
public final class Hardware {
    private Hardware() {}

    /** The node's adapter that has this name, or else one that has it among its other names. */
    public static Optional<AdapterSnapshot> adapter(NodeSnapshot node, String name) {
        return IntentAdapters.find(node, name);
    }

    /** How many virtual functions the adapter has for VMs; none if it fails its check. */
    public static int functions(NodeSnapshot node, AdapterSnapshot adapter) {
        return SriovCheck.passes(node, adapter) ? adapter.usableFunctions() : 0;
    }

    /** How many virtual functions the adapter can give, in use or free: those that it has, unless its link is down. */
    public static int supply(NodeSnapshot node, AdapterSnapshot adapter) {
        return adapter.linkDown() ? 0 : functions(node, adapter);
    }

    /** Whether the adapter has a virtual function of this number for VMs. */
    public static boolean has(NodeSnapshot node, AdapterSnapshot adapter, int function) {
        return adapter.hasUsable(function) && SriovCheck.advertises(node, adapter);
    }

    /** Whether the entry's virtual function is gone: no such adapter, no SR-IOV any more, fewer virtual functions, or left out. */
    public static boolean lost(NodeSnapshot node, LedgerEntry entry) {
        return adapter(node, entry.adapter())
                .map(adapter -> !has(node, adapter, entry.virtualFunction()))
                .orElse(true);
    }

    /** Whether the link of the entry's adapter is down. */
    public static boolean linkDown(NodeSnapshot node, LedgerEntry entry) {
        return adapter(node, entry.adapter()).filter(AdapterSnapshot::linkDown).isPresent();
    }

    /** Whether the entry's virtual function is lost, or of no use as long as the link of its adapter is down. */
    public static boolean lostOrLinkDown(NodeSnapshot node, LedgerEntry entry) {
        return adapter(node, entry.adapter())
                .map(adapter -> adapter.linkDown() || !has(node, adapter, entry.virtualFunction()))
                .orElse(true);
    }
}
