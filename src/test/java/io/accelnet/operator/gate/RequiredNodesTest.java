package io.accelnet.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which nodes a pod's own rules leave by name. */
class RequiredNodesTest {
    private final RequiredNodes nodes = new RequiredNodes(hostname -> Map.of(
                    "h1", Set.of("node-1"), "h2", Set.of("node-2"), "h3", Set.of("node-3"), "twins", Set.of("node-4", "node-5"))
            .getOrDefault(hostname, Set.of()));

    @Test
    void aPodWithoutRulesNamesNone() {
        assertThat(named("")).isEmpty();
        assertThat(named("affinity: {nodeAffinity: {}}")).isEmpty();
    }

    @Test
    void preferencesNameNone() {
        assertThat(named(
                        """
                        affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {
                          matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [h1]}]}}]}}"""))
                .isEmpty();
    }

    @Test
    void hostnamesAreThoseOfLabels() {
        assertThat(required("{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [h1, twins, unknown]}]}"))
                .contains(Set.of("node-1", "node-4", "node-5"));
    }

    @Test
    void fieldsHaveTheName() {
        assertThat(required("{matchFields: [{key: metadata.name, operator: In, values: [node-9]}]}"))
                .contains(Set.of("node-9"));
    }

    @Test
    void whatATermSaysHoldsTogether() {
        assertThat(required(
                        """
                        {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [h1, h2]},
                                            {key: zone, operator: In, values: [a]},
                                            {key: kubernetes.io/hostname, operator: In, values: [h2, h3]}],
                         matchFields: [{key: metadata.name, operator: In, values: [node-2]}]}"""))
                .contains(Set.of("node-2"));
        assertThat(required(
                        """
                        {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [h1]},
                                            {key: kubernetes.io/hostname, operator: In, values: [h2]}]}"""))
                .contains(Set.of());
    }

    @Test
    void termsAreAlternatives() {
        String h1 = "{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [h1]}]}";
        String h2 = "{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [h2]}]}";

        assertThat(required(h1 + ", " + h2)).contains(Set.of("node-1", "node-2"));
        assertThat(required(h1 + ", {matchExpressions: [{key: zone, operator: Exists}]}"))
                .as("any node with a zone will do")
                .isEmpty();
        assertThat(required(h1 + ", {}"))
                .as("a term without requirements matches no node")
                .contains(Set.of("node-1"));
        assertThat(required("{}")).contains(Set.of());
    }

    @Test
    void onlyInNamesNodes() {
        assertThat(required("{matchExpressions: [{key: kubernetes.io/hostname, operator: NotIn, values: [h1]}]}"))
                .isEmpty();
        assertThat(required("{matchExpressions: [{key: kubernetes.io/hostname, operator: Exists}]}"))
                .isEmpty();
        assertThat(required("{matchFields: [{key: metadata.name, operator: NotIn, values: [node-1]}]}"))
                .isEmpty();
    }

    @Test
    void aNodeSelectorHoldsBesides() {
        assertThat(named("nodeSelector: {kubernetes.io/hostname: h1}")).contains(Set.of("node-1"));
        assertThat(named("nodeSelector: {zone: a}")).isEmpty();
        assertThat(named(
                        """
                        nodeSelector: {kubernetes.io/hostname: h1}
                        affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [
                          {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [h2]}]}]}}}"""))
                .contains(Set.of());
    }

    private Optional<Set<String>> required(String terms) {
        return named("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                + terms.replace("\n", " ") + "]}}}");
    }

    private Optional<Set<String>> named(String spec) {
        return nodes.of(Pods.requesting("vm", spec).getSpec());
    }
}
