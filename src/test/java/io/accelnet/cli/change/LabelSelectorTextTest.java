package io.accelnet.cli.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accelnet.cli.scenario.BadRequestException;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTextTest {
    @Test
    void readsWhatKubectlReads() {
        LabelSelector selector = LabelSelectorText.parse(
                "--selector",
                "site=east, example.com/rack in (a, b),tier!=test,zone==z1,spare notin (yes),fast,!slow,empty=");

        assertThat(selector.getMatchLabels()).isEqualTo(Map.of("site", "east", "zone", "z1", "empty", ""));
        assertThat(selector.getMatchExpressions())
                .containsExactly(
                        new LabelSelectorRequirement("example.com/rack", "In", List.of("a", "b")),
                        new LabelSelectorRequirement("tier", "NotIn", List.of("test")),
                        new LabelSelectorRequirement("spare", "NotIn", List.of("yes")),
                        new LabelSelectorRequirement("fast", "Exists", List.of()),
                        new LabelSelectorRequirement("slow", "DoesNotExist", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "site=east,",
                "site=a b",
                "site east",
                "=east",
                "site in a,b",
                "site in (a",
                "site=a=b",
                "-x",
                "site=-x"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> LabelSelectorText.parse("--selector", text))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith("--selector: ")
                .hasMessageContaining("no part of a label selector, such as site=east");
    }

    @Test
    void refusesTwoValuesOfOneLabel() {
        assertThatThrownBy(() -> LabelSelectorText.parse("-l", "site=east,site=west"))
                .hasMessage("-l asks twice for the value of label site");
    }
}
