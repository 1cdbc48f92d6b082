package io.accelnet.operator.gather;

import io.accelnet.operator.gather.kubevirt.NetworkAttachmentDefinition;
import io.accelnet.operator.gather.pod.LauncherNetworks;
import io.accelnet.operator.gather.pod.LauncherNetworks.Network;
import io.accelnet.operator.gather.pod.PodRequests;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodPlans.Note;
import io.accelnet.plan.outcome.PodReason;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the pods of VMs that are to be connected to networks of an intent's resource, and don't request it. KubeVirt leaves the request
 * to a webhook. Where that is missing such a pod isn't held at the gate and gets no virtual function, which nothing else says.
 */
public final class MissingRequests {
    private MissingRequests() {}

    /** What is said of these pods. */
    public static List<Note> of(ClusterObjects objects) {
        Map<Network, String> resources = resources(objects);
        List<Note> notes = new ArrayList<>();
        if (!resources.isEmpty()) {
            objects.pods().pods().forEach(pod -> note(pod, resources).ifPresent(notes::add));
        }
        return notes;
    }

    /** The resource of each network that is one of an intent. */
    private static Map<Network, String> resources(ClusterObjects objects) {
        Set<String> ofIntents = RequestingPods.resources(objects.intents());
        Map<Network, String> resources = new HashMap<>();
        for (NetworkAttachmentDefinition network : objects.kubeVirt().networks().objects()) {
            network.resourceName()
                    .filter(ofIntents::contains)
                    .ifPresent(resource -> resources.put(
                            new Network(
                                    Objects.requireNonNullElse(
                                            network.getMetadata().getNamespace(), ""),
                                    network.getMetadata().getName()),
                            resource));
        }
        return resources;
    }

    private static Optional<Note> note(Pod pod, Map<Network, String> resources) {
        Map<String, List<Network>> networks = new TreeMap<>();
        for (Network network : LauncherNetworks.of(pod)) {
            Optional.ofNullable(resources.get(network))
                    .ifPresent(resource -> networks.computeIfAbsent(resource, name -> new ArrayList<>())
                            .add(network));
        }
        Map<String, Integer> requests = PodRequests.of(pod, networks.keySet());
        return networks.entrySet().stream()
                .filter(needed -> requests.getOrDefault(needed.getKey(), 0)
                        < needed.getValue().size())
                .findFirst()
                .map(needed -> new Note(
                        new PodPlans.Pod(
                                pod.getMetadata().getNamespace(),
                                pod.getMetadata().getName(),
                                Objects.requireNonNullElse(pod.getMetadata().getUid(), ""),
                                Optional.empty()),
                        PodReason.REQUEST_MISSING,
                        message(pod, needed.getKey(), needed.getValue(), requests.getOrDefault(needed.getKey(), 0))));
    }

    private static String message(Pod pod, String resource, List<Network> networks, int requested) {
        List<String> names = networks.stream()
                .map(network -> network.namespace() + "/" + network.name())
                .distinct()
                .toList();
        return "Pod " + pod.getMetadata().getName() + " is to be connected to "
                + Phrases.count(networks.size(), "virtual function") + " of " + resource
                + " (NetworkAttachmentDefinition " + Phrases.list(names) + "), and requests "
                + (requested == 0 ? "none" : Integer.toString(requested))
                + ". What it doesn't request it doesn't get, and a pod that requests none isn't held at the gate. KubeVirt leaves the"
                + " request to a webhook: install network-resources-injector (the SR-IOV network operator does, if spec.enableInjector"
                + " of its SriovOperatorConfig is true), and see that it works in namespace "
                + pod.getMetadata().getNamespace() + ". Then restart the VM.";
    }
}
