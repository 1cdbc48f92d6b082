package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A host with room for a VM.
 *
 * @param host the host
 * @param demand the VM's demand
 * @param tier the tier of the ports used; where several must be used, one above all tiers
 */
public record Candidate(HostState host, Demand demand, int tier) {

    private static final int NONE = -1;

    /** The best room that the host has, whether it takes VMs or not: on ports of the lowest tier that alone can give it. */
    public static Optional<Candidate> on(HostState host, Demand demand, Tiers tiers) {
        int tier = tierOn(host, demand, tiers);
        return tier == NONE ? Optional.empty() : Optional.of(new Candidate(host, demand, tier));
    }

    /** The tier of the ports that the best room is on, or -1 if there is no room. */
    static int tierOn(HostState host, Demand demand, Tiers tiers) {
        int queuePairs = tiers.queuePairs(demand.tier());
        int together = 0;
        for (int tier = host.portTierFrom(demand.tier());
                tier != PortState.INCAPABLE;
                tier = host.portTierFrom(tier + 1)) {
            int free = host.roomOn(tier, queuePairs);
            if (free >= demand.virtualFunctions()) {
                return tier;
            }
            together += free;
        }
        return together < demand.virtualFunctions() ? NONE : tiers.count();
    }

    /** The smallest power of two in the free VFs that holds the VM, or all of them if none does. */
    static int fragment(int free, int functions) {
        int fitting = free & -SlotModel.sizeClass(functions);
        if (fitting == 0) {
            return free < functions ? -free : free;
        }
        return Integer.lowestOneBit(fitting);
    }

    public HostAllocation allocation(FleetState state) {
        return new HostAllocation(host, PortChoice.split(host, demand, tier, state));
    }

    /** The ports that could give all VFs alone, the lowest tier first. */
    public Stream<HostAllocation> onePort(FleetState state) {
        int queuePairs = state.queuePairs(demand);
        return Arrays.stream(host.ports())
                .filter(port -> port.tier() >= demand.tier() && port.room(queuePairs) >= demand.virtualFunctions())
                .sorted(Comparator.comparingInt(port -> port.tier()))
                .map(port ->
                        new HostAllocation(host, state.splits().get(port.port().name(), demand.virtualFunctions())));
    }
}
