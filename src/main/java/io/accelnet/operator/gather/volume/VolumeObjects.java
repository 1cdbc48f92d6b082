package io.accelnet.operator.gather.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;

/**
 * The objects that say where the volumes of pods are.
 *
 * @param claims all PersistentVolumeClaims, trimmed to what {@link VolumeTrimming} keeps
 * @param volumes all PersistentVolumes, trimmed likewise
 * @param classes all StorageClasses, trimmed likewise
 */
public record VolumeObjects(
        List<PersistentVolumeClaim> claims, List<PersistentVolume> volumes, List<StorageClass> classes) {
    /** Where nothing is known of volumes: they tie nobody down. */
    public static final VolumeObjects NONE = new VolumeObjects(List.of(), List.of(), List.of());

    public VolumeObjects {
        claims = List.copyOf(claims);
        volumes = List.copyOf(volumes);
        classes = List.copyOf(classes);
    }
}
