package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.model.FleetState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * In which orders VMs of a fleet are placed together, and by which counts of what ports have free. They depend on the hosts and on
 * what these have given, so they are made once for as many sets of VMs as are tried in the same state.
 */
final class PlacementWays {

    /** Packs are tried up to this size, whatever the VMs are: larger ones may have had a part in the proof. */
    private static final int LARGEST_PACK = 32;

    private final FleetState state;
    private final DemandGroups groups;
    private final List<SlotSize> counts;
    /** By the largest size of a VM. */
    private final Map<Integer, List<PlacementOrder>> orders = new HashMap<>();

    PlacementWays(FleetState state) {
        this.state = state;
        this.groups = DemandGroups.none(state);
        this.counts = groups.losses().slotSizes().stream()
                .filter(count -> !count.isSlots())
                .toList();
    }

    /** Groups of no demands yet. */
    DemandGroups noGroups() {
        return groups.none();
    }

    List<SlotSize> counts() {
        return counts;
    }

    /** @param largest the largest {@link PlacementOrder#size size} of a VM */
    Stream<PlacementOrder> orders(int largest) {
        return orders
                .computeIfAbsent(
                        Math.max(LARGEST_PACK, largest),
                        most -> PlacementOrder.ordersOfPools(state).stream()
                                .flatMap(pools ->
                                        PlacementOrder.upTo(most, state.tiers().count(), pools).stream())
                                .toList())
                .stream();
    }
}
