package io.accelnet.operator.gather.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Nodes a VirtualMachine's own rules exclude, as kube-scheduler reads such rules. */
class NodeRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{zone: a}                         | [n3]",
                "{zone: b}                         | [n1, n2]",
                "{zone: a, disk: ssd}              | [n2, n3]",
                "{zone: ''}                        | [n1, n2, n3]",
                "{kubernetes.io/hostname: host-2}  | [n1, n3]"
            })
    void aNodeSelectorNeedsEachLabel(String selector, String excluded) {
        assertThat(excluded("nodeSelector: " + selector)).isEqualTo(excluded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{key: zone, operator: In, values: [a]}             | [n3]",
                "{key: zone, operator: In, values: [a, b]}          | []",
                "{key: zone, operator: In, values: []}              | [n1, n2, n3]",
                "{key: zone, operator: NotIn, values: [a]}          | [n1, n2]",
                // Without the label it isn't one of these values.
                "{key: disk, operator: NotIn, values: [ssd]}        | [n1]",
                "{key: disk, operator: Exists}                      | [n2]",
                "{key: disk, operator: DoesNotExist}                | [n1, n3]",
                "{key: cores, operator: Gt, values: ['8']}          | [n1, n3]",
                "{key: cores, operator: Lt, values: ['9']}          | [n2, n3]",
                "{key: cores, operator: Gt, values: [many]}         | [n1, n2, n3]",
                "{key: cores, operator: Gt, values: ['1', '2']}     | [n1, n2, n3]",
                "{key: zone, operator: Like, values: [a]}           | [n1, n2, n3]"
            })
    void anExpressionIsAboutALabel(String expression, String excluded) {
        assertThat(excluded(required("{matchExpressions: [" + expression + "]}")))
                .isEqualTo(excluded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{key: metadata.name, operator: In, values: [n2]}     | [n1, n3]",
                "{key: metadata.name, operator: NotIn, values: [n2]}  | [n2]",
                "{key: metadata.uid, operator: In, values: [n2]}      | [n1, n2, n3]"
            })
    void aFieldIsTheName(String field, String excluded) {
        assertThat(excluded(required("{matchFields: [" + field + "]}"))).isEqualTo(excluded);
    }

    @Test
    void oneTermIsEnoughAndAllOfIt() {
        String disk = "{key: disk, operator: Exists}";
        String zone = "{key: zone, operator: In, values: [b]}";
        assertThat(excluded(required("{matchExpressions: [" + disk + ", " + zone + "]}")))
                .isEqualTo("[n1, n2]");
        assertThat(excluded(required("{matchExpressions: [" + disk
                        + "]}, {matchExpressions: [{key: zone, operator: In, values: [a]}]}")))
                .isEqualTo("[]");
        assertThat(excluded(required("{matchExpressions: [" + disk
                        + "], matchFields: [{key: metadata.name, operator: In, values: [n3]}]}")))
                .isEqualTo("[n1, n2]");
    }

    @Test
    void aTermThatSaysNothingMatchesNothing() {
        assertThat(excluded(required("{}"))).isEqualTo("[n1, n2, n3]");
        assertThat(excluded(required(""))).isEqualTo("[n1, n2, n3]");
    }

    @Test
    void selectorAndAffinityMustBothBeKept() {
        assertThat(excluded(
                        "nodeSelector: {zone: a}, " + required("{matchExpressions: [{key: disk, operator: Exists}]}")))
                .isEqualTo("[n2, n3]");
    }

    /** Preferences exclude nothing, nor do rules about other pods. */
    @Test
    void whatIsPreferredIsNoRule() {
        assertThat(excluded("affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1,"
                        + " preference: {matchExpressions: [{key: zone, operator: In, values: [b]}]}}]},"
                        + " podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: []}}"))
                .isEqualTo("[]");
    }

    /** A manifest without its Node, or a Node in a manifest that says no labels. */
    @Test
    void aNodeWhoseLabelsAreNotKnownIsNotExcluded() {
        assertThat(new Fixture()
                        .node("n1", "")
                        .node("n2", "zone: b")
                        .with(machine("nodeSelector: {zone: a}"))
                        .resolved()
                        .excluded())
                .hasToString("[n2]");
    }

    private static String excluded(String rules) {
        return new Fixture()
                .node("n1", "zone: a, disk: ssd, cores: '8', kubernetes.io/hostname: host-1")
                .node("n2", "zone: a, cores: '16', kubernetes.io/hostname: host-2")
                .node("n3", "zone: b, disk: hdd, cores: few, kubernetes.io/hostname: host-3")
                .with(machine(rules))
                .resolved()
                .excluded()
                .toString();
    }

    private static String required(String terms) {
        return "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [" + terms
                + "]}}}";
    }

    private static String machine(String rules) {
        return "{kind: VirtualMachine, spec: {template: {spec: {" + rules + "}}}}";
    }
}
