package io.accelnet.plan.reserve;

import java.util.List;

/**
 * What one VM needs: some VFs of one tier, all on one host. Of each pool it may take any of the host's ports, or needs
 * different ones.
 *
 * @param virtualFunctions number of VFs, one for each of the VM's network adapters; at least 1, hardly ever above 32
 * @param tier index into the cluster's {@link Tiers}
 * @param ofPools how many of them must come from each pool, by {@link Port#pool}; without zeros at the end
 * @param differentPorts whether those of one pool must come from different ports
 */
public record Demand(int virtualFunctions, int tier, List<Integer> ofPools, boolean differentPorts) {

    /** @throws IllegalArgumentException if there is no VF, the tier is negative, or the pools don't add up */
    public Demand {
        ofPools = List.copyOf(ofPools);
        if (virtualFunctions < 1 || tier < 0) {
            throw new IllegalArgumentException("not a demand: " + virtualFunctions + " VFs of tier " + tier);
        }
        int sum = 0;
        for (int functions : ofPools) {
            if (functions < 0) {
                throw new IllegalArgumentException("less than no VF of a pool: " + ofPools);
            }
            sum += functions;
        }
        if (sum != virtualFunctions || ofPools.getLast() == 0) {
            throw new IllegalArgumentException("not the VFs of all pools: " + virtualFunctions + " of " + ofPools);
        }
    }

    /** VFs of the first pool, on any ports. */
    public Demand(int virtualFunctions, int tier) {
        this(virtualFunctions, tier, List.of(virtualFunctions), false);
    }

    /** How many VFs must come from the pool. */
    public int ofPool(int pool) {
        return pool < ofPools.size() ? ofPools.get(pool) : 0;
    }

    /** The same VFs of another tier. */
    public Demand ofTier(int other) {
        return new Demand(virtualFunctions, other, ofPools, differentPorts);
    }

    /** Whether a VM that holds the other demand has all that this one asks for. */
    public boolean within(Demand other) {
        if (virtualFunctions > other.virtualFunctions
                || tier > other.tier
                || (differentPorts && !other.differentPorts)) {
            return false;
        }
        for (int pool = 0; pool < ofPools.size(); pool++) {
            if (ofPools.get(pool) > other.ofPool(pool)) {
                return false;
            }
        }
        return true;
    }
}
