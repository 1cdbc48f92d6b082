package io.accelnet.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Go's {@code %v} and {@code json.Marshal} print for the same numbers. */
class GoNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "-0.0, -0, -0",
        "1, 1, 1",
        "0.1, 0.1, 0.1",
        "-2.5, -2.5, -2.5",
        "999999, 999999, 999999",
        "999999.5, 999999.5, 999999.5",
        "1000000, 1e+06, 1000000",
        "2147483647, 2.147483647e+09, 2147483647",
        "1.5e20, 1.5e+20, 150000000000000000000",
        "1e21, 1e+21, 1e+21",
        "-1e300, -1e+300, -1e+300",
        "0.0001, 0.0001, 0.0001",
        "0.00001, 1e-05, 0.00001",
        "0.000001, 1e-06, 0.000001",
        "0.00000025, 2.5e-07, 2.5e-7",
        "5e-324, 5e-324, 5e-324",
    })
    void areWrittenAsByGo(double number, String text, String json) {
        assertThat(GoNumbers.text(number)).isEqualTo(text);
        assertThat(GoNumbers.json(number)).isEqualTo(json);
    }
}
