package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes which device serves which of a pod's networks, as Multus does. */
final class NetworkStatus {
    static final String ANNOTATION = "k8s.v1.cni.cncf.io/network-status";

    /** Which networks a pod has, as KubeVirt asks Multus for them. */
    static final String NETWORKS = "k8s.v1.cni.cncf.io/networks";

    /** Which resource a network's devices are of. */
    static final String RESOURCE_NAME = "k8s.v1.cni.cncf.io/resourceName";

    private final Kinds kinds;

    NetworkStatus(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Empty: the pod says nothing of networks, and Multus says nothing of its devices. */
    Optional<String> of(Pod pod, Map<String, List<String>> given) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(NETWORKS))
                .map(networks -> of(Serialization.unmarshal(networks, List.class), given));
    }

    private String of(List<?> networks, Map<String, List<String>> given) {
        Map<String, Deque<String>> left = new HashMap<>();
        given.forEach((resource, addresses) -> left.put(resource, new ArrayDeque<>(addresses)));
        List<Map<String, ?>> status = new ArrayList<>();
        status.add(Map.of("name", "k8s-pod-network", "default", true, "dns", Map.of()));
        for (Object element : networks) {
            Map<?, ?> network = (Map<?, ?>) element;
            String namespace = String.valueOf(network.get("namespace"));
            String name = String.valueOf(network.get("name"));
            String resource = kinds.resourceOf(namespace, name).orElse("");
            Map<String, Object> one = new HashMap<>(Map.of(
                    "name",
                    namespace + "/" + name,
                    "interface",
                    String.valueOf(network.get("interface")),
                    "dns",
                    Map.of()));
            Optional.ofNullable(left.getOrDefault(resource, new ArrayDeque<>()).poll())
                    .ifPresent(address -> one.put(
                            "device-info",
                            Map.of("type", "pci", "version", "1.1.0", "pci", Map.of("pci-address", address))));
            status.add(one);
        }
        return Serialization.asJson(status);
    }
}
