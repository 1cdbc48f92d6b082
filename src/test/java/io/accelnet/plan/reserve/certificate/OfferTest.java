package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What hosts offer and what is made of it add up kind by kind. */
class OfferTest {

    private static final Offer OFFER = new Offer(5, 7, 11);

    @Test
    void offersAddUpAndAreTakenAway() {
        assertThat(OFFER.plus(new Offer(1, 2, 4))).isEqualTo(new Offer(6, 9, 15));
        assertThat(OFFER.minus(new Offer(1, 2, 4))).isEqualTo(new Offer(4, 5, 7));
    }

    @Test
    void whatIsMadeIsNoLongerOpen() {
        assertThat(new Deal(5, 7, 11).minus(new Deal(1, 2, 4))).isEqualTo(new Deal(4, 5, 7));
    }

    /** A raise takes what spreads leave; places for raises are no good to spreads. */
    @Test
    void spreadsHavePrecedence() {
        assertThat(OFFER.share(new Deal(3, 20, 2))).isEqualTo(new Deal(3, 9, 2));
        assertThat(OFFER.share(new Deal(6, 1, 20))).isEqualTo(new Deal(5, 1, 11));
    }
}
