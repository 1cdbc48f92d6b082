package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What virt-controller and virt-handler do with a VirtualMachineInstance: it gets a launcher pod, follows it from phase to phase, and
 * is final when the pod is down.
 */
final class InstancePart {
    static final String FINALIZER = "kubevirt.io/foregroundDeleteVirtualMachine";

    private final Kinds kinds;
    private final LauncherPods launchers;
    private final ActorSettings settings;
    private final Evacuation evacuation;

    InstancePart(Kinds kinds, ActorSettings settings) {
        this.kinds = kinds;
        this.settings = settings;
        this.launchers = new LauncherPods(kinds);
        this.evacuation = new Evacuation(kinds);
    }

    void look(Dynamic instance) {
        List<Pod> pods = kinds.podsOf(instance);
        if (instance.isBeingDeleted()) {
            end(instance, pods);
            return;
        }
        Optional<Pod> pod = current(instance, pods);
        switch (instance.text("status", "phase")) {
            case "", "Pending" -> create(instance, pod);
            case "Scheduling" -> schedule(instance, pod, pods);
            case "Scheduled" -> run(instance, pod, pods);
            case "Running" -> follow(instance, pod, pods);
            default -> {
                // Final: the VirtualMachine decides what becomes of it.
            }
        }
    }

    private void end(Dynamic instance, List<Pod> pods) {
        if (!pods.isEmpty()) {
            pods.stream()
                    .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                    .forEach(kinds.pods()::delete);
            return;
        }
        if (!isFinal(instance)) {
            enter(instance, instance.text("status", "phase").equals("Running") ? "Succeeded" : "Failed", Map.of());
        }
        kinds.instances().patch(instance.object(), Map.of("metadata", Map.of("finalizers", List.of())));
    }

    private void create(Dynamic instance, Optional<Pod> pod) {
        if (pod.isPresent()) {
            enter(instance, "Scheduling", Map.of());
            return;
        }
        kinds.pods().create(launchers.launcher(instance));
        enter(instance, "Pending", Map.of());
    }

    private void schedule(Dynamic instance, Optional<Pod> pod, List<Pod> pods) {
        if (pod.filter(Predicate.not(InstancePart::isDownOrGoingDown)).isEmpty()) {
            enter(instance, "Failed", Map.of());
        } else if (LauncherPods.isReady(pod.get())) {
            String node = pod.get().getSpec().getNodeName();
            label(instance, "kubevirt.io/nodeName", node);
            enter(
                    instance,
                    "Scheduled",
                    Map.of("nodeName", node, "activePods", activePods(pods), "conditions", List.of()));
        } else {
            List<Map<String, Object>> unscheduled = pod.get().getStatus().getConditions().stream()
                    .filter(condition -> condition.getType().equals("PodScheduled")
                            && condition.getStatus().equals("False"))
                    .map(InstancePart::fields)
                    .toList();
            if (!unscheduled.equals(instance.list("status", "conditions"))) {
                kinds.instances().patch(instance.object(), Map.of("status", Map.of("conditions", unscheduled)));
            }
        }
    }

    private void run(Dynamic instance, Optional<Pod> pod, List<Pod> pods) {
        if (pod.filter(LauncherPods::isReady).isEmpty()) {
            enter(instance, "Failed", Map.of());
            return;
        }
        enter(
                instance,
                "Running",
                Map.of(
                        "activePods",
                        activePods(pods),
                        "currentCPUTopology",
                        Topology.of(instance).asFields(),
                        "selinuxContext",
                        "none",
                        "interfaces",
                        VmNetwork.of(instance).stream()
                                .map(network -> Map.of(
                                        "name",
                                        network.name(),
                                        "infoSource",
                                        "domain, multus-status",
                                        "podInterfaceName",
                                        network.podInterface()))
                                .toList(),
                        "conditions",
                        List.of(
                                Map.of("type", "Ready", "status", "True"),
                                Map.of("type", "LiveMigratable", "status", "True"))));
    }

    private void follow(Dynamic instance, Optional<Pod> pod, List<Pod> pods) {
        if (pod.isEmpty()) {
            enter(instance, "Failed", Map.of());
        } else if (LauncherPods.hasFinished(pod.get())) {
            enter(instance, pod.get().getStatus().getPhase(), Map.of());
        } else {
            Map<String, String> active = activePods(pods);
            if (!active.equals(instance.fields("status", "activePods"))) {
                Map<String, @Nullable Object> change = new HashMap<>(active);
                instance.fields("status", "activePods").keySet().stream()
                        .filter(uid -> !active.containsKey(uid))
                        .forEach(uid -> change.put(uid, null));
                kinds.instances().patch(instance.object(), Map.of("status", Map.of("activePods", change)));
            }
            evacuation.look(instance);
        }
    }

    /** The newest pod on the instance's node, or the newest of all while it has none. A migration's target isn't it. */
    private static Optional<Pod> current(Dynamic instance, List<Pod> pods) {
        String node = instance.text("status", "nodeName");
        return pods.stream()
                .filter(pod -> node.isEmpty() || node.equals(pod.getSpec().getNodeName()))
                .max(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .thenComparing(pod -> Long.valueOf(pod.getMetadata().getResourceVersion())));
    }

    static Map<String, String> activePods(List<Pod> pods) {
        Map<String, String> active = new TreeMap<>();
        for (Pod pod : pods) {
            active.put(
                    pod.getMetadata().getUid(),
                    Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""));
        }
        return active;
    }

    private static Map<String, Object> fields(PodCondition condition) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("type", condition.getType());
        fields.put("status", condition.getStatus());
        Optional.ofNullable(condition.getReason()).ifPresent(reason -> fields.put("reason", reason));
        Optional.ofNullable(condition.getMessage()).ifPresent(message -> fields.put("message", message));
        return fields;
    }

    private static boolean isDownOrGoingDown(Pod pod) {
        return LauncherPods.hasFinished(pod) || pod.getMetadata().getDeletionTimestamp() != null;
    }

    static boolean isFinal(Dynamic instance) {
        return List.of("Succeeded", "Failed").contains(instance.text("status", "phase"));
    }

    /** Whether it ever ran. */
    static boolean everRan(Dynamic instance) {
        return instance.list("status", "phaseTransitionTimestamps").stream()
                .anyMatch(transition -> "Running".equals(transition.get("phase")));
    }

    void label(Dynamic instance, String key, String value) {
        kinds.instances().patch(instance.object(), Map.of("metadata", Map.of("labels", Map.of(key, value))));
    }

    private void enter(Dynamic instance, String phase, Map<String, ?> more) {
        if (phase.equals(instance.text("status", "phase"))) {
            return;
        }
        List<Map<String, Object>> transitions = new ArrayList<>(instance.list("status", "phaseTransitionTimestamps"));
        transitions.add(Map.of(
                "phase",
                phase,
                "phaseTransitionTimestamp",
                settings.clock().instant().toString()));
        Map<String, Object> status = new HashMap<>(more);
        status.put("phase", phase);
        status.put("phaseTransitionTimestamps", transitions);
        kinds.instances().patch(instance.object(), Map.of("status", status));
    }
}
