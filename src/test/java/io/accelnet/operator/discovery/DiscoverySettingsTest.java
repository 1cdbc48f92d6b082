package io.accelnet.operator.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoverySettingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | true",
                "pool=vms                          | true",
                "pool == vms , zone                | true",
                "pool!=others,!retired             | true",
                "retired!=yes                      | true",
                "pool=others                       | false",
                "!pool                             | false",
                "missing                           | false",
                "node-role.kubernetes.io/worker    | true",
                "node-role.kubernetes.io/worker=   | true",
            })
    void aSelectorIsReadAsKubectlReadsIt(String text, boolean selects) {
        assertThat(DiscoverySettings.selector(text)
                        .matches(Map.of("pool", "vms", "zone", "a", "node-role.kubernetes.io/worker", "")))
                .isEqualTo(selects);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool in (a, b)", "a,,b", "=a", "!a=b", "a=b c"})
    void whatIsNoSelectorIsRefusedWithWhatItIs(String text) {
        assertThatThrownBy(() -> DiscoverySettings.selector(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no requirement of labels; write key, !key, key=value or key!=value");
    }

    @Test
    void whatIsSelectedByIsNotCopiedForThat() {
        DiscoverySettings settings =
                new DiscoverySettings(true, DiscoverySettings.selector("pool=vms"), DiscoverySettings.LABEL_PREFIXES);

        assertThat(settings.copies("topology.kubernetes.io/zone")).isTrue();
        assertThat(settings.copies("example.com/rack")).isFalse();
        assertThat(settings.copies("pool")).isFalse();
    }
}
