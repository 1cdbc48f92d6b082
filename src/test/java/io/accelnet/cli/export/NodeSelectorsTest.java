package io.accelnet.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Labels that select a group of Nodes and nothing else. */
class NodeSelectorsTest {
    @Test
    void oneLabelThatOnlyTheGroupHas() {
        assertThat(NodeSelectors.of(
                        Set.of("a", "b"),
                        Map.of(
                                "a", Map.of("os", "linux", "model", "x"),
                                "b", Map.of("os", "linux", "model", "x"),
                                "c", Map.of("os", "linux", "model", "y"))))
                .contains(sorted("model", "x"));
    }

    @Test
    void twoLabelsWhereNoneIsEnough() {
        assertThat(NodeSelectors.of(
                        Set.of("a", "b"),
                        Map.of(
                                "a", Map.of("model", "x", "zone", "1"),
                                "b", Map.of("model", "x", "zone", "1"),
                                "c", Map.of("model", "x", "zone", "2"),
                                "d", Map.of("model", "y", "zone", "1"))))
                .hasValueSatisfying(selector -> assertThat(selector).isEqualTo(Map.of("model", "x", "zone", "1")));
    }

    @Test
    void noneWhereAnotherNodeHasAllThatTheGroupHas() {
        assertThat(NodeSelectors.of(
                        Set.of("a", "b"),
                        Map.of(
                                "a", Map.of("model", "x", "zone", "1"),
                                "b", Map.of("model", "x", "zone", "2"),
                                "c", Map.of("model", "x", "zone", "3"))))
                .isEmpty();
    }

    /** A host name selects one Node, and says nothing of its kind. */
    @Test
    void neverTheNameOfAHost() {
        assertThat(NodeSelectors.of(
                        Set.of("a"),
                        Map.of(
                                "a", Map.of(PoolHost.HOSTNAME, "a"),
                                "b", Map.of(PoolHost.HOSTNAME, "b"))))
                .isEmpty();
    }

    @Test
    void whatSaysWhatANodeIsGoesFirst() {
        assertThat(NodeSelectors.of(
                        Set.of("a"),
                        Map.of(
                                "a",
                                Map.of(
                                        "beta.kubernetes.io/os", "linux",
                                        "app", "x",
                                        "feature.node.kubernetes.io/network-sriov.capable", "true"))))
                .contains(sorted("feature.node.kubernetes.io/network-sriov.capable", "true"));
    }

    private static SortedMap<String, String> sorted(String key, String value) {
        return new TreeMap<>(Map.of(key, value));
    }
}
