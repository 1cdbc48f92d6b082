package io.accelnet.operator.gather.kubevirt;

import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A VM's own rules about the nodes on which it may run: both have to be kept.
 *
 * @param nodeSelector labels that a node must have
 * @param terms the terms of the required node affinity, of which one must match; empty: there is no such rule
 */
record NodeRules(Map<String, String> nodeSelector, Optional<List<NodeSelectorTerm>> terms) {
    NodeRules {
        nodeSelector = Map.copyOf(nodeSelector);
        terms = terms.map(List::copyOf);
    }

    boolean isEmpty() {
        return nodeSelector.isEmpty() && terms.isEmpty();
    }
}
