package io.accelnet.operator.gather.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Optional;

/** The PersistentVolumeClaims that a pod uses. */
public final class PodClaims {
    private PodClaims() {}

    /** Their names, each once and in order; they are in the pod's namespace. */
    public static List<String> of(Pod pod) {
        return Optional.ofNullable(pod.getSpec()).map(PodSpec::getVolumes).stream()
                .flatMap(List::stream)
                .flatMap(volume -> name(volume, pod).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** A claim that is made for the pod alone is named after both. */
    private static Optional<String> name(Volume volume, Pod pod) {
        return volume.getPersistentVolumeClaim() != null
                ? Optional.ofNullable(volume.getPersistentVolumeClaim().getClaimName())
                : Optional.ofNullable(volume.getEphemeral())
                        .map(made -> pod.getMetadata().getName() + "-" + volume.getName());
    }

    /** The same claims, as volumes that say nothing else. */
    static List<Volume> volumes(Pod pod) {
        return of(pod).stream().map(PodClaims::volume).toList();
    }

    private static Volume volume(String claim) {
        return new VolumeBuilder()
                .withName(claim)
                .withNewPersistentVolumeClaim(claim, null)
                .build();
    }
}
