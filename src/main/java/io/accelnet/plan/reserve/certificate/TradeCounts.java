package io.accelnet.plan.reserve.certificate;

/**
 * How many trades of each kind are made.
 *
 * @param spreads {@link TradeRates.Trade#SPREAD}
 * @param raises {@link TradeRates.Trade#RAISE}
 */
record TradeCounts(int spreads, int raises) {

    static final TradeCounts NONE = new TradeCounts(0, 0);

    TradeCounts minus(TradeCounts other) {
        return new TradeCounts(spreads - other.spreads, raises - other.raises);
    }
}
