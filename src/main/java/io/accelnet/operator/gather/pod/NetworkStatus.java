package io.accelnet.operator.gather.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The annotation in which Multus says which devices a pod has on which networks. It is there once the pod's network is up, which is a
 * while after the pod was bound.
 */
final class NetworkStatus {
    static final String ANNOTATION = "k8s.v1.cni.cncf.io/network-status";

    /** More than any pod has. */
    private static final int MOST = 256;

    /** More than Linux allows, as names are stated by others. */
    private static final int LONGEST_INTERFACE = 63;

    private static final Pattern PCI_ADDRESS = Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<Device> NAMES =
            Comparator.comparing(device -> device.networkInterface().orElse(""));

    private NetworkStatus() {}

    /**
     * A PCI device of a pod.
     *
     * @param networkInterface the interface in the pod, if it says one
     * @param pciAddress its address in lower case
     */
    record Device(Optional<String> networkInterface, String pciAddress) {}

    /**
     * The pod's PCI devices, each once, by their addresses: in which order they are written says nothing. None while the pod doesn't say any,
     * or says what can't be read.
     */
    static List<Device> devices(Pod pod) {
        Optional<String> text =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).map(annotations -> annotations.get(ANNOTATION));
        SortedMap<String, Device> devices = new TreeMap<>();
        for (JsonNode network : text.map(NetworkStatus::parsed).orElse(JSON.nullNode())) {
            String address = network.at("/device-info/pci/pci-address").asText().toLowerCase(Locale.ROOT);
            if (PCI_ADDRESS.matcher(address).matches()) {
                Device device = new Device(
                        Optional.of(network.path("interface").asText())
                                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_INTERFACE),
                        address);
                devices.merge(address, device, (one, other) -> NAMES.compare(one, other) <= 0 ? one : other);
            }
        }
        return devices.values().stream().limit(MOST).toList();
    }

    /** The part of the pod's annotations that is read here, and no more of it: whoever may write a pod may write any amount into it. */
    static Map<String, String> annotation(Pod pod) {
        List<Device> devices = devices(pod);
        if (devices.isEmpty()) {
            return Map.of();
        }
        ArrayNode networks = JSON.createArrayNode();
        for (Device device : devices) {
            ObjectNode network = networks.addObject();
            device.networkInterface().ifPresent(name -> network.put("interface", name));
            network.putObject("device-info").putObject("pci").put("pci-address", device.pciAddress());
        }
        return Map.of(ANNOTATION, networks.toString());
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }
}
