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

    /** The node's adapter of this name. */
    public static Optional<AdapterSnapshot> adapter(NodeSnapshot node, String name) {
        for (AdapterSnapshot adapter : node.adapters()) {
            if (IntentAdapters.same(adapter.name(), name)) {
                return Optional.of(adapter);
            }
        }
        return Optional.empty();
    }

    /** How many virtual functions the adapter gives; none if it fails its check. */
    public static int functions(NodeSnapshot node, AdapterSnapshot adapter) {
        return SriovCheck.passes(node, adapter) ? adapter.virtualFunctions() : 0;
    }

    /** Whether the entry's virtual function is gone: no such adapter, no SR-IOV any more, or fewer virtual functions. */
    public static boolean lost(NodeSnapshot node, LedgerEntry entry) {
        return adapter(node, entry.adapter())
                .map(adapter -> entry.virtualFunction() >= functions(node, adapter))
                .orElse(true);
    }
}
