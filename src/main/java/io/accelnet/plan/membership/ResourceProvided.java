package io.accelnet.plan.membership;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says of an intent whether any host hands out virtual functions under the resource that it names. Where none does, no virtual function of
 * the intent counts, as with a name that is mistyped.
 */
final class ResourceProvided {
    private static final ConditionType TYPE = ConditionType.RESOURCE_PROVIDED;

    private ResourceProvided() {}

    /** The condition; empty for an intent that names no resource, and while no Kubernetes Node with a port of it says what pods may have. */
    static Optional<Finding> check(
            IntentSnapshot intent,
            IntentAdapters adapters,
            List<NodeSnapshot> nodes,
            Map<String, KubernetesNode> kubernetesNodes) {
        return intent.resourceName().flatMap(resource -> check(resource, offered(adapters, nodes, kubernetesNodes)));
    }

    private static Optional<Finding> check(String resource, Optional<Set<String>> offered) {
        return offered.map(
                names -> names.contains(resource)
                        ? Finding.holds(
                                TYPE, Reason.PASSED, "Kubernetes Nodes with these adapters hand out " + resource + ".")
                        : Finding.fails(
                                TYPE,
                                Reason.RESOURCE_NOT_FOUND,
                                "No Kubernetes Node with these adapters hands out " + resource
                                        + ", so that none of their virtual functions counts. What these Nodes hand out: "
                                        + (names.isEmpty() ? "no extended resource" : Phrases.list(List.copyOf(names)))
                                        + ". If the device plugin is still being set up, it comes by itself. Else let the device plugin hand"
                                        + " them out under this name, or create the NetworkIntent anew with the name that it uses."));
    }

    /** What the Nodes with a port of the intent hand out, also if it is none at the moment; empty if none says it. */
    private static Optional<Set<String>> offered(
            IntentAdapters adapters, List<NodeSnapshot> nodes, Map<String, KubernetesNode> kubernetesNodes) {
        List<Map<String, Integer>> amounts = nodes.stream()
                .filter(node -> node.standsForKubernetesNode()
                        && node.adapters().stream().anyMatch(adapters::contains))
                .flatMap(node ->
                        Optional.ofNullable(kubernetesNodes.get(node.name()))
                                .flatMap(KubernetesNode::allocatable)
                                .stream())
                .toList();
        Set<String> names = new TreeSet<>();
        amounts.forEach(each -> names.addAll(each.keySet()));
        return amounts.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
