package io.accelnet.plan.reserve.model;

/** How many members can serve each tier. */
public final class TierCounts {

    private final int[] capable;
    private final int[] usable;

    TierCounts(int tiers) {
        capable = new int[tiers];
        usable = new int[tiers];
    }

    void add(HostState host, int sign) {
        for (int tier = 0; tier <= host.tier(); tier++) {
            capable[tier] += sign;
            usable[tier] += host.isReserve() ? sign : 0;
        }
    }

    /** Members, up or down, with a VF that can serve the tier. */
    public int capable(int tier) {
        return capable[tier];
    }

    /** Those of them that aren't cordoned and don't leave. */
    public int usable(int tier) {
        return usable[tier];
    }
}
