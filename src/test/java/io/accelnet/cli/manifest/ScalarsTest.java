package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scalars mean what they mean to kubectl. */
class ScalarsTest {
    @ParameterizedTest
    @CsvSource({"yes,true", "On,true", "TRUE,true", "y,true", "no,false", "OFF,false", "N,false"})
    void booleans(String text, boolean value) {
        assertThat(Scalars.resolve(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"7,7", "-7,-7", "+7,7", "0,0", "017,15", "0o17,15", "0x1F,31", "0b101,5", "1_000,1000"})
    void integers(String text, long value) {
        assertThat(Scalars.resolve(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"1.5,1.5", ".5,0.5", "1e3,1000", "99999999999999999999,1e20"})
    void otherNumbers(String text, double value) {
        assertThat(Scalars.resolve(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"yEs", "tRue", "2026-01-01", "2026-01-01T00:00:00Z", "1.2.3", "4Gi", "ens1f0", "-", "0x", "+"})
    void text(String text) {
        assertThat(Scalars.resolve(text)).isEqualTo(text);
    }

    @Test
    void nothing() {
        assertThat(Scalars.resolve("")).isNull();
        assertThat(Scalars.resolve("~")).isNull();
        assertThat(Scalars.resolve("null")).isNull();
        assertThat(Scalars.resolve("nulL")).isEqualTo("nulL");
    }
}
