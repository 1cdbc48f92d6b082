package io.accelnet.operator.gather;

import io.accelnet.operator.gather.kubevirt.NodeLabels;
import io.accelnet.operator.gather.pod.NodeRules;
import io.accelnet.operator.gather.pod.PodClaims;
import io.accelnet.operator.gather.pod.PodPlaces;
import io.accelnet.operator.gather.volume.VolumeRules;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where pods can go: their rules are compared with the labels of all Nodes. */
final class PlacesOfPods implements PodPlaces {
    private final ClusterObjects world;
    /** Made for the first pod that waits: most of the time none does. */
    private @Nullable NodeLabels labels;

    private @Nullable VolumeRules volumes;

    PlacesOfPods(ClusterObjects world) {
        this.world = world;
    }

    @Override
    public Optional<Set<String>> of(Pod pod) {
        PodSpec spec = pod.getSpec();
        List<List<NodeSelectorTerm>> required = Stream.concat(
                        Stream.of(NodeRules.terms(spec)).filter(terms -> !terms.isEmpty()), volumeRules(pod).stream())
                .toList();
        return labels().left(Objects.requireNonNullElse(spec.getNodeSelector(), Map.of()), required);
    }

    @Override
    public Optional<Set<String>> ofVolumes(Pod pod) {
        return labels().left(Map.of(), volumeRules(pod));
    }

    private List<List<NodeSelectorTerm>> volumeRules(Pod pod) {
        List<String> claims = PodClaims.of(pod);
        if (claims.isEmpty()) {
            return List.of();
        }
        if (volumes == null) {
            volumes = new VolumeRules(world.volumes());
        }
        return volumes.of(pod.getMetadata().getNamespace(), claims);
    }

    private NodeLabels labels() {
        if (labels == null) {
            labels = new NodeLabels(world.kubernetesNodes());
        }
        return labels;
    }
}
