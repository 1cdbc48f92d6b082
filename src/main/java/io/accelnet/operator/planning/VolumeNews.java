package io.accelnet.operator.planning;

import io.accelnet.operator.gather.pod.PodClaims;
import io.accelnet.operator.gather.volume.VolumeTrimming;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mentions to a signal that volumes have changed by which pods can go elsewhere: pods that request virtual functions and aren't bound
 * yet. Volumes come and go all the time, most of them for other pods, and nobody looks for these.
 */
final class VolumeNews {
    private record Name(@Nullable String namespace, String name) {
        static Name of(HasMetadata object) {
            return new Name(
                    object.getMetadata().getNamespace(), object.getMetadata().getName());
        }
    }

    private final Signal signal;
    /** By the pod. Pods are listed anew when other resources count, so that one may come twice. */
    private final Map<Name, List<Name>> claimsOfPods = new HashMap<>();
    /** How many of these pods use a claim. */
    private final Map<Name, Integer> users = new HashMap<>();

    VolumeNews(Signal signal) {
        this.signal = signal;
    }

    static boolean isOfVolumes(HasMetadata object) {
        return object instanceof PersistentVolumeClaim
                || object instanceof PersistentVolume
                || object instanceof StorageClass;
    }

    void came(HasMetadata object) {
        if (object instanceof Pod pod) {
            waits(pod);
        } else {
            mention(object);
        }
    }

    void changed(HasMetadata before, HasMetadata after) {
        if (after instanceof Pod pod) {
            if (!waits(pod)) {
                waitsNoLonger((Pod) before);
            }
        } else if (isOfVolumes(after) && !VolumeTrimming.isSame(before, after)) {
            mention(after);
        }
    }

    void went(HasMetadata object) {
        if (object instanceof Pod pod) {
            waitsNoLonger(pod);
        } else {
            mention(object);
        }
    }

    private void mention(HasMetadata object) {
        if (concerns(object)) {
            signal.mention();
        }
    }

    /** To which claims a volume or a class belongs isn't looked up: while no pod waits with a claim, that is nobody's affair. */
    private synchronized boolean concerns(HasMetadata object) {
        return object instanceof PersistentVolumeClaim
                ? users.containsKey(Name.of(object))
                : isOfVolumes(object) && !users.isEmpty();
    }

    private synchronized boolean waits(Pod pod) {
        List<Name> claims = claims(pod);
        if (claims.isEmpty()) {
            return false;
        }
        Optional<List<Name>> before = Optional.ofNullable(claimsOfPods.put(Name.of(pod), claims));
        claims.forEach(claim -> users.merge(claim, 1, Integer::sum));
        before.ifPresent(this::release);
        return true;
    }

    /** One of which nothing is kept but the name never waited, or is told of by a watch that is about to end. */
    private synchronized void waitsNoLonger(Pod pod) {
        if (!claims(pod).isEmpty()) {
            Optional.ofNullable(claimsOfPods.remove(Name.of(pod))).ifPresent(this::release);
        }
    }

    private void release(List<Name> claims) {
        claims.forEach(claim -> users.computeIfPresent(claim, (_, count) -> count > 1 ? count - 1 : null));
    }

    /** Of a pod that is bound no claims are kept. */
    private static List<Name> claims(Pod pod) {
        return PodClaims.of(pod).stream()
                .map(claim -> new Name(pod.getMetadata().getNamespace(), claim))
                .toList();
    }
}
