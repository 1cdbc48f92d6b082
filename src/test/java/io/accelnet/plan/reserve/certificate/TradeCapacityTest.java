package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What hosts offer and what is made of it add up kind by kind. */
class TradeCapacityTest {

    private static final TradeCapacity OFFER = new TradeCapacity(5, 7);

    @Test
    void offersAddUpAndAreTakenAway() {
        assertThat(OFFER.plus(new TradeCapacity(1, 2))).isEqualTo(new TradeCapacity(6, 9));
        assertThat(OFFER.minus(new TradeCapacity(1, 2))).isEqualTo(new TradeCapacity(4, 5));
    }

    @Test
    void whatIsMadeIsNoLongerOpen() {
        assertThat(new TradeCounts(5, 7).minus(new TradeCounts(1, 2))).isEqualTo(new TradeCounts(4, 5));
    }

    /** A raise takes what spreads leave; places for raises are no good to spreads. */
    @Test
    void spreadsHavePrecedence() {
        assertThat(OFFER.share(new TradeCounts(3, 20))).isEqualTo(new TradeCounts(3, 9));
        assertThat(OFFER.share(new TradeCounts(6, 1))).isEqualTo(new TradeCounts(5, 1));
    }
}
