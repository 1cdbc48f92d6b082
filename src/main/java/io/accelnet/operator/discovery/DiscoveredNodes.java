package io.accelnet.operator.discovery;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.operator.discovery.Discovery.Apply;
import io.accelnet.operator.discovery.Discovery.Wanted;
import io.accelnet.operator.gather.ClusterObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is once discovery has done its work, for whoever plans without an operator.
 *
 * @param objects the objects, with the AccelNetNodes that discovery makes and changes
 * @param made the names of those that it makes
 * @param completed the names of those to which it adds
 */
public record DiscoveredNodes(ClusterObjects objects, List<String> made, List<String> completed) {
    public DiscoveredNodes {
        made = List.copyOf(made);
        completed = List.copyOf(completed);
    }

    /** What becomes of these objects at this time. */
    public static DiscoveredNodes of(DiscoverySettings settings, ClusterObjects objects, Instant now) {
        Wanted wanted = Discovery.decide(
                settings,
                new Hosts(
                        objects.kubernetesNodes(),
                        objects.nodes(),
                        objects.intents(),
                        objects.hosts(),
                        objects.pods().nodes()),
                now);
        Map<String, AccelNetNode> nodes = new LinkedHashMap<>();
        objects.nodes().forEach(node -> nodes.put(node.getMetadata().getName(), node));
        List<String> made = new ArrayList<>();
        List<String> completed = new ArrayList<>();
        for (Apply apply : wanted.applied()) {
            AccelNetNode after = apply.fields().on(apply.existing());
            Optional<AccelNetNode> before = apply.existing();
            if (before.isEmpty()) {
                made.add(apply.name());
            } else if (!before.get().getSpec().equals(after.getSpec())) {
                completed.add(apply.name());
            }
            nodes.put(apply.name(), after);
        }
        return new DiscoveredNodes(objects.withNodes(List.copyOf(nodes.values())), made, completed);
    }
}
