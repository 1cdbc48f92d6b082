package io.accelnet.operator.gather.volume;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.Objects;
import java.util.Optional;

/** What is kept of volumes: only what {@link VolumeRules} reads. There are as many as VMs have disks. */
public final class VolumeTrimming {
    private VolumeTrimming() {}

    /** A claim: to which volume it is bound, and else the class by which it will be. */
    public static PersistentVolumeClaim claim(PersistentVolumeClaim full) {
        Optional<PersistentVolumeClaimSpec> spec = Optional.ofNullable(full.getSpec());
        return new PersistentVolumeClaimBuilder()
                .withMetadata(identity(full.getMetadata()))
                .withNewSpec()
                .withVolumeName(
                        spec.map(PersistentVolumeClaimSpec::getVolumeName).orElse(null))
                .withStorageClassName(
                        spec.map(PersistentVolumeClaimSpec::getStorageClassName).orElse(null))
                .endSpec()
                .build();
    }

    /** A volume: on which Nodes it can be used. */
    public static PersistentVolume volume(PersistentVolume full) {
        return new PersistentVolumeBuilder()
                .withMetadata(identity(full.getMetadata()))
                .withNewSpec()
                .withNodeAffinity(Optional.ofNullable(full.getSpec())
                        .map(PersistentVolumeSpec::getNodeAffinity)
                        .orElse(null))
                .endSpec()
                .build();
    }

    /** A class: where it makes volumes. */
    public static StorageClass storageClass(StorageClass full) {
        return new StorageClassBuilder()
                .withMetadata(identity(full.getMetadata()))
                .withAllowedTopologies(full.getAllowedTopologies())
                .build();
    }

    /** Whether two states of an object of volumes, both trimmed, say the same. */
    public static boolean isSame(HasMetadata before, HasMetadata after) {
        return switch (after) {
            case PersistentVolumeClaim claim ->
                Objects.equals(((PersistentVolumeClaim) before).getSpec(), claim.getSpec());
            case PersistentVolume volume -> Objects.equals(((PersistentVolume) before).getSpec(), volume.getSpec());
            case StorageClass made ->
                Objects.equals(((StorageClass) before).getAllowedTopologies(), made.getAllowedTopologies());
            default -> before.equals(after);
        };
    }

    private static ObjectMeta identity(ObjectMeta full) {
        return new ObjectMetaBuilder()
                .withNamespace(full.getNamespace())
                .withName(full.getName())
                .withUid(full.getUid())
                .withResourceVersion(full.getResourceVersion())
                .build();
    }
}
