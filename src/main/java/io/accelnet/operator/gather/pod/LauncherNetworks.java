package io.accelnet.operator.gather.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.accelnet.api.schema.Bounds;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The annotation in which KubeVirt says to which networks Multus shall connect a VM's pod. It is read until the pod runs: later it also
 * has networks that were plugged in, for which a pod can request nothing any more.
 */
public final class LauncherNetworks {
    static final String ANNOTATION = "k8s.v1.cni.cncf.io/networks";

    private static final String PENDING = "Pending";
    private static final Pattern NAME = Pattern.compile(Bounds.SUBDOMAIN);
    private static final ObjectMapper JSON = new ObjectMapper();

    private LauncherNetworks() {}

    /**
     * A NetworkAttachmentDefinition.
     *
     * @param namespace its namespace
     * @param name its name
     */
    public record Network(String namespace, String name) {}

    /**
     * The networks that a VM's pod which doesn't run yet is to be connected to, by their names; none for any other pod. One that it is to be
     * connected to twice is there twice.
     */
    public static List<Network> of(Pod pod) {
        if (!isStarting(pod)) {
            return List.of();
        }
        List<Network> networks = new ArrayList<>();
        Optional<String> text =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).map(annotations -> annotations.get(ANNOTATION));
        for (JsonNode network : text.map(LauncherNetworks::parsed).orElse(JSON.nullNode())) {
            String namespace =
                    network.path("namespace").asText(pod.getMetadata().getNamespace());
            String name = network.path("name").asText();
            if (isName(namespace) && isName(name) && networks.size() < Bounds.NETWORK_ADAPTERS) {
                networks.add(new Network(namespace, name));
            }
        }
        networks.sort(Comparator.comparing(Network::namespace).thenComparing(Network::name));
        return networks;
    }

    private static boolean isStarting(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && PodReader.instance(pod).isPresent()
                && Optional.ofNullable(pod.getStatus())
                        .map(PodStatus::getPhase)
                        .map(PENDING::equals)
                        .orElse(true);
    }

    private static boolean isName(String text) {
        return text.length() <= Bounds.SUBDOMAIN_LENGTH && NAME.matcher(text).matches();
    }

    /** The part of the pod's annotations that is read here, and no more of it: whoever may write a pod may write any amount into it. */
    static Map<String, String> annotation(Pod pod) {
        List<Network> networks = of(pod);
        if (networks.isEmpty()) {
            return Map.of();
        }
        ArrayNode kept = JSON.createArrayNode();
        networks.forEach(network ->
                kept.addObject().put("namespace", network.namespace()).put("name", network.name()));
        return Map.of(ANNOTATION, kept.toString());
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }
}
