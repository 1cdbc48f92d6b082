package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.PortState;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;

/**
 * One of the two things that VFs use up, counted alone and generously.
 *
 * @param unit what is counted
 * @param inBlocks whether each size is a power of two times the number of VFs, so that blocks mean something
 * @param perSlot how many of the unit a slot is
 * @param sizes the size of a demand in slots, rounded in its favour
 * @param rooms the most slots that a port serving ranks up to a given one could give
 */
record Resource(
        Shortage.Unit unit,
        boolean inBlocks,
        int perSlot,
        ToIntFunction<Demand> sizes,
        ToIntBiFunction<PortState, Integer> rooms) {

    int size(Demand demand) {
        return sizes.applyAsInt(demand);
    }

    int room(PortState port, int rank) {
        return rooms.applyAsInt(port, rank);
    }

    static Resource functions(DemandSet demandSet) {
        int least = demandSet.leastQueuePairs(0);
        return new Resource(
                Shortage.Unit.VIRTUAL_FUNCTIONS, true, 1, Demand::virtualFunctions, (port, rank) -> port.room(least));
    }

    /** In slots of the lowest tier's queue pairs if all others are a power of two of these, else in queue pairs. */
    static Resource queuePairs(DemandSet demandSet) {
        int least = demandSet.leastQueuePairs(0);
        boolean powers = true;
        for (Demand demand : demandSet.demands()) {
            int pairs = demandSet.tiers().queuePairs(demand.tier());
            int ratio = pairs / least;
            powers &= ratio * least == pairs && Integer.bitCount(ratio) == 1;
        }
        int slot = powers ? least : 1;
        return new Resource(
                Shortage.Unit.QUEUE_PAIRS,
                powers,
                slot,
                demand -> demand.virtualFunctions() * demandSet.tiers().queuePairs(demand.tier()) / slot,
                (port, rank) -> (int) Math.min(
                        port.freeQueuePairs() / slot,
                        (long) port.freeFunctions() * (demandSet.queuePairs(rank) / slot)));
    }
}
