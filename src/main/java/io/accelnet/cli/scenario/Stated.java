package io.accelnet.cli.scenario;

import io.accelnet.operator.gather.ClusterObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read, and not assumed: for whoever writes it again.
 *
 * @param kubernetesNodes the Nodes
 * @param namespaces the Namespaces
 * @param pods the pods that request virtual functions
 * @param referenced what references are resolved from, as it is written or stored; empty unless it is to be written again
 * @param until creation times from this one on were assumed
 */
public record Stated(
        List<Node> kubernetesNodes,
        List<Namespace> namespaces,
        List<Pod> pods,
        List<Map<String, @Nullable Object>> referenced,
        Instant until) {
    /** Takes copies of the lists. */
    public Stated {
        kubernetesNodes = List.copyOf(kubernetesNodes);
        namespaces = List.copyOf(namespaces);
        pods = List.copyOf(pods);
        referenced = List.copyOf(referenced);
    }

    /** What these objects say, about which nothing has been assumed yet. */
    public static Stated by(ClusterObjects objects, List<Map<String, @Nullable Object>> referenced) {
        return new Stated(
                objects.kubernetesNodes(),
                objects.namespaces(),
                objects.pods().pods(),
                referenced,
                Assumptions.afterAll(objects));
    }

    /** Takes a UID and a creation time that were assumed from an object, in place. */
    public void takeBackAssumptions(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        if (Assumptions.uid(object).equals(metadata.getUid())) {
            metadata.setUid(null);
        }
        Optional.ofNullable(metadata.getCreationTimestamp())
                .filter(time -> !Instant.parse(time).isBefore(until))
                .ifPresent(assumed -> metadata.setCreationTimestamp(null));
    }
}
