package io.accelnet.plan.reserve.certificate;

/**
 * How many trades hosts allow. What a host has in the middle rank is offered in places that are good for one trade of
 * either kind that takes from it, and what is left in such that are good for a {@link TradeRates.Trade#RAISE} only. So any trades within
 * the sums over hosts can be shared out among these, whichever they are.
 *
 * @param either places for a {@link TradeRates.Trade#SPREAD} or a {@link TradeRates.Trade#RAISE}
 * @param raises further places for a {@link TradeRates.Trade#RAISE}
 */
public record TradeCapacity(int either, int raises) {

    public static final TradeCapacity NONE = new TradeCapacity(0, 0);

    public TradeCapacity plus(TradeCapacity other) {
        return new TradeCapacity(either + other.either, raises + other.raises);
    }

    public TradeCapacity minus(TradeCapacity other) {
        return new TradeCapacity(either - other.either, raises - other.raises);
    }

    /** As many of some trades as there are places for; a spread has precedence, as it has fewer of them. */
    TradeCounts share(TradeCounts open) {
        int spreads = Math.min(open.spreads(), either);
        return new TradeCounts(spreads, Math.min(open.raises(), raises + either - spreads));
    }
}
