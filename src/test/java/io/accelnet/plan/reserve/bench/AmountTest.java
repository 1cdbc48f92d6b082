package io.accelnet.plan.reserve.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountTest {

    @Test
    void threeDigitsCount() {
        assertThat(Amount.number(0)).isEqualTo("0");
        assertThat(Amount.number(0.01234)).isEqualTo("0.0123");
        assertThat(Amount.number(9.996)).isEqualTo("10");
        assertThat(Amount.number(60)).isEqualTo("60");
        assertThat(Amount.number(123_456)).isEqualTo("123,000");
        assertThat(Amount.number(Double.NaN)).isEqualTo("?");
    }

    @Test
    void theUnitFitsTheSize() {
        assertThat(Amount.time(310)).isEqualTo("310 ns");
        assertThat(Amount.time(4_200)).isEqualTo("4.2 µs");
        assertThat(Amount.time(36_100_000)).isEqualTo("36.1 ms");
        assertThat(Amount.time(2.6e10)).isEqualTo("26 s");
        assertThat(Amount.rate(250)).isEqualTo("4 million/s");
        assertThat(Amount.rate(1e6)).isEqualTo("1,000/s");
        assertThat(Amount.bytes(12)).isEqualTo("12 B");
        assertThat(Amount.bytes(8.12e6)).isEqualTo("8.12 MB");
        assertThat(Amount.ratio(223_703)).isEqualTo("224,000 ×");
    }
}
