package io.accelnet.plan.reserve;

/**
 * What one VM needs: some VFs of one tier, all on one host, on any of the host's ports.
 *
 * @param virtualFunctions number of VFs, one for each of the VM's network adapters; at least 1, hardly ever above 32
 * @param tier index into the cluster's {@link Tiers}
 */
public record Demand(int virtualFunctions, int tier) {

    /** @throws IllegalArgumentException if there is no VF or the tier is negative */
    public Demand {
        if (virtualFunctions < 1 || tier < 0) {
            throw new IllegalArgumentException("not a demand: " + virtualFunctions + " VFs of tier " + tier);
        }
    }

    /** Whether a VM that holds the other demand has all that this one asks for. */
    public boolean within(Demand other) {
        return virtualFunctions <= other.virtualFunctions && tier <= other.tier;
    }
}
