package io.accelnet.plan.cluster;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many virtual functions a pod requests.
 *
 * @param ofPools of each of the cluster's pools, in their order
 */
record RequestedFunctions(List<Integer> ofPools) {
    RequestedFunctions {
        ofPools = List.copyOf(ofPools);
    }

    /** How many of all pools together. */
    int total() {
        return ofPools.stream().mapToInt(Integer::intValue).sum();
    }

    /** The first pool of which a VM with this demand has fewer than the pod requests; empty: it has all. */
    OptionalInt moreThan(Demand has) {
        for (int pool = 0; pool < ofPools.size(); pool++) {
            if (ofPools.get(pool) > has.ofPool(pool)) {
                return OptionalInt.of(pool);
            }
        }
        return OptionalInt.empty();
    }

    /** The same, but one of the first pool if it would be none. */
    RequestedFunctions atLeastOne() {
        return total() > 0 ? this : new RequestedFunctions(List.of(1));
    }

    /** What a pod of nobody keeps: what it requests, of the lowest tier. Empty if that is nothing. */
    Optional<Demand> demand() {
        return demand(ofPools, 0, false);
    }

    /** What the pod of a VM keeps: what the VM was promised, and more of a pool if it requests more of it. */
    Demand with(Demand promised) {
        int pools = Math.max(ofPools.size(), promised.ofPools().size());
        List<Integer> most = new ArrayList<>();
        for (int pool = 0; pool < pools; pool++) {
            int requested = pool < ofPools.size() ? ofPools.get(pool) : 0;
            most.add(Math.max(requested, promised.ofPool(pool)));
        }
        return demand(most, promised.tier(), promised.differentPorts()).orElse(promised);
    }

    private static Optional<Demand> demand(List<Integer> ofPools, int tier, boolean differentPorts) {
        List<Integer> needed = new ArrayList<>(ofPools);
        while (!needed.isEmpty() && needed.getLast() == 0) {
            needed.removeLast();
        }
        int all = needed.stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? Optional.empty() : Optional.of(new Demand(all, tier, needed, differentPorts));
    }
}
