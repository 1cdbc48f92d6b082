package io.accelnet.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers with an exponent are integers as long as all integers are told apart, as a genuine API server says. */
class LargeNumbersTest {
    private static final String PERCENTAGE = "spec.nodeReservePercentage: ";
    private static final String TOO_LARGE =
            PERCENTAGE + "Invalid value: %s: spec.nodeReservePercentage in body should be less than or equal to 99";
    private static final String NO_INTEGER = PERCENTAGE
            + "Invalid value: \"number\": spec.nodeReservePercentage in body must be of type integer: \"number\"";

    @ParameterizedTest
    @CsvSource({
        "1e15, 1e+15, true",
        "9007199254740991.0, 9.007199254740991e+15, true",
        "9007199254740992.0, 9.007199254740992e+15, false",
        "1e300, 1e+300, false"
    })
    void areIntegersUpToABound(String number, String shown, boolean isInteger) throws JsonProcessingException {
        String cluster = """
                {"apiVersion": "accelnet.io/v1alpha1", "kind": "AccelNetCluster", "metadata": {"name": "main"},
                 "spec": {"intentName": "compute", "nodeReservePercentage": %s}}""".formatted(number);

        assertThat(Schemas.load()
                        .of("AccelNetCluster")
                        .orElseThrow()
                        .create(Values.object(new ObjectMapper().readTree(cluster))))
                .extracting(error -> error.path() + ": " + error.message())
                .contains(TOO_LARGE.formatted(shown))
                .satisfies(errors -> assertThat(errors.contains(NO_INTEGER)).isEqualTo(!isInteger));
    }
}
