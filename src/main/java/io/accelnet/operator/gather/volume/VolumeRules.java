package io.accelnet.operator.gather.volume;

import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.TopologySelectorLabelRequirement;
import io.fabric8.kubernetes.api.model.TopologySelectorTerm;
import io.fabric8.kubernetes.api.model.VolumeNodeAffinity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * To which Nodes volumes tie the pods that use them, as kube-scheduler sees it. A claim that is bound ties them to where its volume can be
 * used. One that isn't may still be bound anywhere that its class makes volumes. What isn't known ties nobody.
 */
public final class VolumeRules {
    private static final String IN = "In";

    private record ClaimName(String namespace, String name) {}

    private final Map<ClaimName, PersistentVolumeClaim> claims = new HashMap<>();
    private final Map<String, PersistentVolume> volumes = new HashMap<>();
    private final Map<String, StorageClass> classes = new HashMap<>();

    /** The rules of these volumes. */
    public VolumeRules(VolumeObjects objects) {
        objects.claims()
                .forEach(claim -> claims.put(
                        new ClaimName(
                                claim.getMetadata().getNamespace(),
                                claim.getMetadata().getName()),
                        claim));
        objects.volumes().forEach(volume -> volumes.put(volume.getMetadata().getName(), volume));
        objects.classes().forEach(made -> classes.put(made.getMetadata().getName(), made));
    }

    /**
     * The rules of a pod's claims: of each list one term has to match the labels of the pod's Node.
     *
     * @param namespace the pod's
     * @param names of its claims
     */
    public List<List<NodeSelectorTerm>> of(String namespace, List<String> names) {
        return names.stream()
                .flatMap(name -> Optional.ofNullable(claims.get(new ClaimName(namespace, name))).stream())
                .flatMap(claim -> of(claim).stream())
                .toList();
    }

    private Optional<List<NodeSelectorTerm>> of(PersistentVolumeClaim claim) {
        Optional<PersistentVolumeClaimSpec> spec = Optional.ofNullable(claim.getSpec());
        Optional<String> volume =
                spec.map(PersistentVolumeClaimSpec::getVolumeName).filter(name -> !name.isEmpty());
        return volume.isPresent()
                ? volume.map(volumes::get).flatMap(VolumeRules::whereItCanBeUsed)
                : spec.map(PersistentVolumeClaimSpec::getStorageClassName)
                        .map(classes::get)
                        .flatMap(VolumeRules::whereVolumesAreMade);
    }

    private static Optional<List<NodeSelectorTerm>> whereItCanBeUsed(PersistentVolume volume) {
        return Optional.ofNullable(volume.getSpec())
                .map(PersistentVolumeSpec::getNodeAffinity)
                .map(VolumeNodeAffinity::getRequired)
                .map(NodeSelector::getNodeSelectorTerms);
    }

    private static Optional<List<NodeSelectorTerm>> whereVolumesAreMade(StorageClass made) {
        @Nullable List<TopologySelectorTerm> topologies = made.getAllowedTopologies();
        return topologies == null || topologies.isEmpty()
                ? Optional.empty()
                : Optional.of(topologies.stream().map(VolumeRules::term).toList());
    }

    private static NodeSelectorTerm term(TopologySelectorTerm topology) {
        return new NodeSelectorTermBuilder()
                .withMatchExpressions(Objects.requireNonNullElse(
                                topology.getMatchLabelExpressions(), List.<TopologySelectorLabelRequirement>of())
                        .stream()
                        .map(label -> new NodeSelectorRequirement(label.getKey(), IN, label.getValues()))
                        .toList())
                .build();
    }
}
