package io.accelnet.operator.gather.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The annotation in which Multus says which devices a pod has on which networks. It is there once the pod's network is up, which is a
 * while after the pod was bound.
 */
final class NetworkStatus {
    static final String ANNOTATION = "k8s.v1.cni.cncf.io/network-status";

    private static final ObjectMapper JSON = new ObjectMapper();

    private NetworkStatus() {}

    /**
     * A PCI device of a pod.
     *
     * @param networkInterface the interface in the pod, if it says one
     * @param pciAddress its address in lower case
     */
    record Device(Optional<String> networkInterface, String pciAddress) {}

    /** The pod's PCI devices; none while it doesn't say any, or says what can't be read. */
    static List<Device> devices(Pod pod) {
        Optional<String> text =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).map(annotations -> annotations.get(ANNOTATION));
        List<Device> devices = new ArrayList<>();
        for (JsonNode network : text.map(NetworkStatus::parsed).orElse(JSON.nullNode())) {
            JsonNode address = network.at("/device-info/pci/pci-address");
            if (address.isTextual() && !address.textValue().isEmpty()) {
                devices.add(new Device(
                        Optional.of(network.path("interface").asText()).filter(name -> !name.isEmpty()),
                        address.textValue().toLowerCase(Locale.ROOT)));
            }
        }
        return devices;
    }

    /** The part of the pod's annotations that is read here. */
    static Map<String, String> annotation(Pod pod) {
        return devices(pod).isEmpty()
                ? Map.of()
                : Map.of(ANNOTATION, pod.getMetadata().getAnnotations().getOrDefault(ANNOTATION, ""));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }
}
