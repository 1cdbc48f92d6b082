package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;

/**
 * Divides all that a port has free into slots that have the queue pairs of one rank each, such that neither VFs nor queue
 * pairs are left over as far as that is possible, and as much as possible is in the middle of three ranks, or the lower of
 * two. What could be made of that by trades is counted, and left open.
 */
final class TradedSlots {

    /** Spreads names that hardly differ evenly: the golden ratio, of 32 bits. */
    private static final int GOLDEN = 0x9E3779B9;

    private final DemandSet demandSet;
    private final TradeModel model;
    private final TradeRates rates;
    private final int highest;
    /** How many slots of the middle rank are good for a trade of either kind, 0 if there is none. */
    private final int either;

    private final int raise;

    TradedSlots(DemandSet demandSet, TradeModel model) {
        this.demandSet = demandSet;
        this.model = model;
        this.rates = new TradeRates(demandSet);
        this.highest = demandSet.ranks() - 1;
        boolean three = rates.arePossible() && rates.haveLowest();
        this.either = three
                ? model.block() * Math.max(rates.spreadHigh + rates.spreadLow, rates.raiseTakes)
                : Integer.MAX_VALUE;
        this.raise = rates.arePossible() ? model.block() * rates.raiseTakes : Integer.MAX_VALUE;
    }

    TradeRates rates() {
        return rates;
    }

    /** Adds the slots of each rank that the port has before any trade, and returns which trades it allows. */
    TradeCapacity add(HostState host, PortState port, int[] slots) {
        int served = demandSet.servedRank(port.tier());
        if (served < 0) {
            return TradeCapacity.NONE;
        }
        int functions = used(host, port.room(demandSet.queuePairs(0)));
        long pairs = Math.min(port.freeQueuePairs(), (long) functions * demandSet.queuePairs(served));
        if (served == 0) {
            slots[0] += functions;
            return TradeCapacity.NONE;
        }
        int top = served == 2 ? top(functions, pairs) : 0;
        pairs -= (long) top * demandSet.queuePairs(served);
        functions -= top;
        long beyondLow = pairs - (long) functions * demandSet.queuePairs(0);
        int second = (int) Math.min(functions, beyondLow / (demandSet.queuePairs(1) - demandSet.queuePairs(0)));
        return offer(served, functions - second, second, top, slots);
    }

    /** Of three ranks, the fewest slots of the highest that leave no queue pairs over. */
    private int top(int functions, long pairs) {
        long beyondMiddle = Math.max(0, pairs - (long) functions * demandSet.queuePairs(1));
        int step = demandSet.queuePairs(2) - demandSet.queuePairs(1);
        int top = (int) ((beyondMiddle + step - 1) / step);
        long left = pairs - (long) top * demandSet.queuePairs(2);
        return left < (long) (functions - top) * demandSet.queuePairs(0) ? top - 1 : top;
    }

    /** Enters what a port of two or three ranks is divided into. */
    private TradeCapacity offer(int served, int low, int second, int top, int[] slots) {
        slots[0] += low;
        slots[1] += second;
        if (top > 0) {
            slots[2] += top;
        }
        if (served < highest) {
            return TradeCapacity.NONE;
        }
        if (highest == 1) {
            return new TradeCapacity(0, low / raise);
        }
        int places = second / either;
        int left = second - places * either;
        int raises = left / raise;
        int spare = (left - raises * raise) / (rates.spreadHigh + rates.spreadLow) * model.lean() / TradeModel.LEANS;
        slots[2] += spare * rates.spreadHigh;
        slots[1] -= spare * (rates.spreadHigh + rates.spreadLow);
        slots[0] += spare * rates.spreadLow;
        return new TradeCapacity(places, raises);
    }

    /** Rounded differently from host to host, such that few of them add up to what is wanted. */
    private int used(HostState host, int functions) {
        int phase = (host.name().hashCode() * GOLDEN) >>> 26;
        return functions - (functions * model.unused() + phase) / TradeModel.PARTS;
    }
}
