package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the pods that are bound to nodes with power, and ends them; on a node without power nothing happens. */
final class Kubelet {
    private final Kinds kinds;
    private final WorkQueue queue;
    private final ActorSettings settings;
    private final DevicePlugin devices;
    private final NetworkStatus networks;
    private final Map<String, Instant> boundSince = new HashMap<>();

    Kubelet(Kinds kinds, WorkQueue queue, ActorSettings settings) {
        this.kinds = kinds;
        this.queue = queue;
        this.settings = settings;
        this.devices = new DevicePlugin(kinds);
        this.networks = new NetworkStatus(kinds);
    }

    void look(Pod pod) {
        Optional<String> name = Optional.ofNullable(pod.getSpec().getNodeName());
        if (name.isEmpty()) {
            return;
        }
        Optional<Node> node = kinds.nodes().get("", name.get());
        if (node.isEmpty() || !Power.isOn(node.get())) {
            kinds.add(Work.Part.NODE, "", name.get());
            return;
        }
        boolean finished = LauncherPods.hasFinished(pod);
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            if (finished) {
                kinds.pods().deleteNow(pod);
            } else {
                finish(pod);
            }
        } else if (!finished && !LauncherPods.isRunning(pod)) {
            start(pod, node.get());
        }
        if (finished || LauncherPods.isRunning(pod)) {
            boundSince.remove(pod.getMetadata().getUid());
        }
    }

    private void start(Pod pod, Node node) {
        Instant since = boundSince.computeIfAbsent(
                pod.getMetadata().getUid(), uid -> settings.clock().instant());
        Duration left = settings.containerStart()
                .minus(Duration.between(since, settings.clock().instant()));
        if (left.isPositive()) {
            queue.addAfter(Work.on(Work.Part.POD, pod), left);
            return;
        }
        try {
            Map<String, List<String>> given =
                    devices.allocate(pod, node.getMetadata().getName());
            if (!given.isEmpty()) {
                kinds.pods().patch(pod, Map.of("metadata", Map.of("annotations", annotations(pod, given))));
            }
            run(pod);
        } catch (DevicePlugin.Refused e) {
            kinds.pods()
                    .patch(
                            pod,
                            Map.of(
                                    "status",
                                    Map.of(
                                            "phase",
                                            "Failed",
                                            "reason",
                                            "UnexpectedAdmissionError",
                                            "message",
                                            e.getMessage())));
        }
    }

    private Map<String, String> annotations(Pod pod, Map<String, List<String>> given) {
        Map<String, String> annotations = new HashMap<>();
        annotations.put(
                DevicePlugin.DEVICES,
                String.join(",", given.values().stream().flatMap(List::stream).toList()));
        networks.of(pod, given).ifPresent(status -> annotations.put(NetworkStatus.ANNOTATION, status));
        return annotations;
    }

    private void run(Pod pod) {
        List<PodCondition> conditions = new ArrayList<>(pod.getStatus().getConditions());
        conditions.removeIf(condition -> READINESS.contains(condition.getType()));
        READINESS.forEach(type -> conditions.add(new PodConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withLastTransitionTime(settings.clock().instant().toString())
                .build()));
        kinds.pods()
                .patch(
                        pod,
                        Map.of(
                                "status",
                                Map.of(
                                        "phase",
                                        "Running",
                                        "conditions",
                                        conditions,
                                        "containerStatuses",
                                        containers(pod, true, Map.of("running", Map.of())))));
    }

    /** Ends a pod; its object stays. */
    void finish(Pod pod) {
        kinds.pods()
                .patch(
                        pod,
                        Map.of(
                                "status",
                                Map.of(
                                        "phase",
                                        "Succeeded",
                                        "containerStatuses",
                                        containers(pod, false, Map.of("terminated", Map.of("exitCode", 0))))));
    }

    private static List<Map<String, ?>> containers(Pod pod, boolean ready, Map<String, ?> state) {
        List<Map<String, ?>> statuses = new ArrayList<>();
        pod.getSpec()
                .getContainers()
                .forEach(container -> statuses.add(Map.of(
                        "name",
                        container.getName(),
                        "image",
                        container.getImage(),
                        "imageID",
                        "",
                        "ready",
                        ready,
                        "started",
                        ready,
                        "restartCount",
                        0,
                        "state",
                        state)));
        return statuses;
    }

    private static final List<String> READINESS = List.of("Initialized", "ContainersReady", "Ready");
}
