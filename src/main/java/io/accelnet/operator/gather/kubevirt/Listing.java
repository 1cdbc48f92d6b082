package io.accelnet.operator.gather.kubevirt;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * All objects of a kind, or why they aren't known. What isn't in a listing of a kind that isn't known may well exist.
 *
 * @param objects the objects; none if the kind isn't known
 * @param unknown why the kind isn't known, as the end of a sentence; empty if it is
 */
public record Listing<T>(List<T> objects, Optional<String> unknown) {
    public Listing {
        objects = List.copyOf(objects);
    }

    /** All objects of a kind. */
    public static <T> Listing<T> of(List<T> objects) {
        return new Listing<>(objects, Optional.empty());
    }

    /** A kind that the API server doesn't serve. */
    public static <T extends ReferencedObject<?, ?>> Listing<T> notInstalled(Class<T> type) {
        String project = switch (HasMetadata.getGroup(type)) {
            case "k8s.cni.cncf.io" -> "Multus";
            case "sriovnetwork.openshift.io" -> "the SR-IOV network operator";
            case "nfd.k8s-sigs.io" -> "Node Feature Discovery";
            default -> "KubeVirt";
        };
        return unknown(project + " isn't installed here (there is no kind " + HasMetadata.getKind(type) + " of "
                + HasMetadata.getApiVersion(type) + ")");
    }

    /** A kind of which nothing is known. */
    public static <T> Listing<T> unknown(String why) {
        return new Listing<>(List.of(), Optional.of(why));
    }
}
