package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What virt-controller and both virt-handlers do with a VirtualMachineInstanceMigration: when a slot is free it gets a target pod; once
 * that runs, the instance moves there. If the target goes before, or the migration is deleted, nothing has moved.
 */
final class MigrationPart {
    private static final int KEPT = 5;

    private final Kinds kinds;
    private final WorkQueue queue;
    private final ActorSettings settings;
    private final LauncherPods launchers;
    private final Kubelet kubelet;

    MigrationPart(Kinds kinds, WorkQueue queue, ActorSettings settings, Kubelet kubelet) {
        this.kinds = kinds;
        this.queue = queue;
        this.settings = settings;
        this.launchers = new LauncherPods(kinds);
        this.kubelet = kubelet;
    }

    void look(String namespace, String name) {
        Optional<Dynamic> migration = kinds.migrations().get(namespace, name).map(Dynamic::new);
        if (migration.isPresent()) {
            look(migration.get());
        } else {
            kinds.pods().in(namespace).stream()
                    .filter(pod ->
                            LauncherPods.migrationName(pod).filter(name::equals).isPresent())
                    .filter(pod -> !hasMovedTo(pod))
                    .forEach(this::remove);
        }
    }

    /** Whether the instance runs in it by now, so that it is no migration's target any more. */
    private boolean hasMovedTo(Pod pod) {
        return kinds.instance(
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getOwnerReferences().getFirst().getName())
                .filter(instance -> instance.text("status", "migrationState", "targetPod")
                                .equals(pod.getMetadata().getName())
                        && instance.isTrue("status", "migrationState", "completed")
                        && !instance.isTrue("status", "migrationState", "failed"))
                .isPresent();
    }

    private void look(Dynamic migration) {
        Optional<Dynamic> found = kinds.instance(migration.namespace(), migration.text("spec", "vmiName"));
        if (isFinal(migration)) {
            tidy(migration);
            kinds.migrations().all().stream()
                    .filter(other -> "Pending".equals(new Dynamic(other).text("status", "phase")))
                    .forEach(other -> queue.add(Work.on(Work.Part.MIGRATION, other)));
            return;
        }
        if (found.isEmpty()) {
            kinds.migrations().delete(migration.object());
            return;
        }
        Dynamic instance = found.get();
        Optional<Pod> target = target(migration);
        String phase = migration.text("status", "phase");
        boolean targetWasMade = !List.of("", "Pending").contains(phase);
        boolean targetIsLost =
                target.filter(pod -> !LauncherPods.hasFinished(pod)).isEmpty();
        if (InstancePart.isFinal(instance)
                || migration.isBeingDeleted()
                || (targetWasMade && targetIsLost)
                || (target.isPresent() && targetIsLost)) {
            fail(migration, instance, target);
            return;
        }
        switch (phase) {
            case "" -> enter(migration, isAlone(migration, instance) ? "Pending" : "Failed");
            case "Pending" -> pend(migration, instance, target);
            case "Scheduling" -> schedule(migration, target.orElseThrow());
            case "Scheduled" -> handOff(migration, instance, target.orElseThrow());
            case "PreparingTarget" -> enter(migration, "TargetReady");
            case "TargetReady" -> start(migration, instance);
            case "Running" -> finish(migration, instance, target.orElseThrow());
            default -> throw new IllegalStateException("no phase of a migration: " + phase);
        }
    }

    private Optional<Pod> target(Dynamic migration) {
        return kinds.pods().in(migration.namespace()).stream()
                .filter(pod -> LauncherPods.isTargetOf(pod, migration))
                .findFirst();
    }

    /** Whether no other migration of the instance is under way: the oldest goes on, the others fail. */
    private boolean isAlone(Dynamic migration, Dynamic instance) {
        return kinds.migrationsOf(instance)
                .filter(other -> !other.uid().equals(migration.uid()))
                .filter(other -> !isFinal(other))
                .allMatch(other ->
                        other.text("status", "phase").isEmpty() && AGE.compare(migration.object(), other.object()) < 0);
    }

    private void pend(Dynamic migration, Dynamic instance, Optional<Pod> target) {
        if (target.isPresent()) {
            enter(migration, "Scheduling");
            return;
        }
        Duration backOff = backOff(migration, instance);
        if (backOff.isPositive()) {
            queue.addAfter(Work.on(Work.Part.MIGRATION, migration.object()), backOff);
        } else if (hasSlot(instance)
                && instance.text("status", "phase").equals("Running")
                && kinds.podsOf(instance).stream()
                                .filter(pod -> !LauncherPods.hasFinished(pod))
                                .count()
                        == 1) {
            kinds.pods().create(launchers.target(instance, migration));
        }
    }

    private boolean hasSlot(Dynamic instance) {
        List<Dynamic> running = kinds.migrations().all().stream()
                .map(Dynamic::new)
                .filter(migration -> !isFinal(migration) && target(migration).isPresent())
                .toList();
        String node = instance.text("status", "nodeName");
        long outbound = running.stream()
                .filter(migration -> kinds.instance(migration.namespace(), migration.text("spec", "vmiName"))
                        .filter(other -> node.equals(other.text("status", "nodeName")))
                        .isPresent())
                .count();
        return running.size() < settings.migrations() && outbound < settings.outboundMigrations();
    }

    /** How long an evacuation still waits, after others of the same instance that failed one after the other. */
    private Duration backOff(Dynamic migration, Dynamic instance) {
        if (!annotations(migration).containsKey(Evacuation.ANNOTATION)) {
            return Duration.ZERO;
        }
        List<Dynamic> before = kinds.migrationsOf(instance)
                .filter(other -> !other.uid().equals(migration.uid())
                        && annotations(other).containsKey(Evacuation.ANNOTATION))
                .sorted(Comparator.comparing(Dynamic::object, AGE.reversed()))
                .takeWhile(other -> !other.text("status", "phase").equals("Succeeded"))
                .filter(other -> other.text("status", "phase").equals("Failed"))
                .toList();
        if (before.isEmpty()) {
            return Duration.ZERO;
        }
        Duration pause = settings.evacuationBackOff().multipliedBy(1L << (before.size() - 1));
        return before.getFirst().list("status", "phaseTransitionTimestamps").stream()
                .filter(transition -> "Failed".equals(transition.get("phase")))
                .map(transition -> Instant.parse(String.valueOf(transition.get("phaseTransitionTimestamp"))))
                .findFirst()
                .map(failed ->
                        pause.minus(Duration.between(failed, settings.clock().instant())))
                .orElse(Duration.ZERO);
    }

    private void schedule(Dynamic migration, Pod target) {
        if (LauncherPods.isReady(target)) {
            enter(migration, "Scheduled");
        } else if (target.getMetadata().getDeletionTimestamp() == null) {
            Duration timeout = isUnschedulable(target) ? settings.unschedulableTimeout() : settings.pendingTimeout();
            Duration left = timeout.minus(Duration.between(
                    Instant.parse(target.getMetadata().getCreationTimestamp()),
                    settings.clock().instant()));
            if (left.isPositive()) {
                queue.addAfter(Work.on(Work.Part.MIGRATION, migration.object()), left);
            } else {
                kinds.pods().delete(target);
            }
        }
    }

    /** Of one that waits at a gate kube-scheduler says something else. */
    private static boolean isUnschedulable(Pod target) {
        return target.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("PodScheduled")
                        && "False".equals(condition.getStatus())
                        && "Unschedulable".equals(condition.getReason()));
    }

    private void handOff(Dynamic migration, Dynamic instance, Pod target) {
        if (!LauncherPods.isReady(target)) {
            return;
        }
        String source = instance.text("status", "nodeName");
        kinds.instances()
                .patch(
                        instance.object(),
                        Map.of(
                                "metadata",
                                Map.of(
                                        "labels",
                                        Map.of(
                                                "kubevirt.io/migrationTargetNodeName",
                                                target.getSpec().getNodeName())),
                                "status",
                                Map.of(
                                        "migrationState",
                                        state(migration, source, sourcePod(instance, source), target))));
        enter(migration, "PreparingTarget");
    }

    private static Map<String, Object> state(Dynamic migration, String source, String sourcePod, Pod target) {
        Map<String, Object> state = new HashMap<>();
        state.put("migrationUid", migration.uid());
        state.put("sourceNode", source);
        state.put("sourcePod", sourcePod);
        state.put("targetNode", target.getSpec().getNodeName());
        state.put("targetPod", target.getMetadata().getName());
        state.put("targetNodeAddress", "10.0.0.1");
        state.put("completed", false);
        state.put("failed", false);
        return state;
    }

    private String sourcePod(Dynamic instance, String node) {
        return kinds.podsOf(instance).stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()) && !LauncherPods.hasFinished(pod))
                .map(pod -> pod.getMetadata().getName())
                .findFirst()
                .orElse("");
    }

    private void start(Dynamic migration, Dynamic instance) {
        change(instance, Map.of("startTimestamp", settings.clock().instant().toString()));
        enter(migration, "Running");
    }

    private void finish(Dynamic migration, Dynamic instance, Pod target) {
        String node = target.getSpec().getNodeName();
        if (!node.equals(instance.text("status", "nodeName"))) {
            kinds.instances()
                    .patch(
                            instance.object(),
                            Map.of(
                                    "metadata",
                                    Map.of("labels", Map.of("kubevirt.io/nodeName", node)),
                                    "status",
                                    Map.of(
                                            "nodeName",
                                            node,
                                            "evacuationNodeName",
                                            "",
                                            "migrationState",
                                            Map.of(
                                                    "completed",
                                                    true,
                                                    "endTimestamp",
                                                    settings.clock().instant().toString()))));
        }
        kinds.pods()
                .get(migration.namespace(), instance.text("status", "migrationState", "sourcePod"))
                .filter(pod -> !LauncherPods.hasFinished(pod))
                .ifPresent(kubelet::finish);
        enter(migration, "Succeeded");
    }

    private void fail(Dynamic migration, Dynamic instance, Optional<Pod> target) {
        if (instance.text("status", "migrationState", "migrationUid").equals(migration.uid())
                && !instance.isTrue("status", "migrationState", "completed")) {
            change(
                    instance,
                    Map.of(
                            "completed",
                            true,
                            "failed",
                            true,
                            "endTimestamp",
                            settings.clock().instant().toString()));
        }
        target.ifPresent(this::remove);
        enter(migration, "Failed");
    }

    private void remove(Pod target) {
        if (target.getMetadata().getDeletionTimestamp() == null) {
            kinds.pods().delete(target);
        }
    }

    /** Of those that are over, a few are kept for each instance. */
    private void tidy(Dynamic migration) {
        if (migration.text("status", "phase").equals("Failed")) {
            target(migration).ifPresent(this::remove);
        }
        kinds.migrations().in(migration.namespace()).stream()
                .map(Dynamic::new)
                .filter(other ->
                        isFinal(other) && other.text("spec", "vmiName").equals(migration.text("spec", "vmiName")))
                .map(Dynamic::object)
                .sorted(AGE.reversed())
                .skip(KEPT)
                .forEach(kinds.migrations()::delete);
    }

    static boolean isFinal(Dynamic migration) {
        return List.of("Succeeded", "Failed").contains(migration.text("status", "phase"));
    }

    private static Map<String, String> annotations(Dynamic object) {
        return Optional.ofNullable(object.object().getMetadata().getAnnotations())
                .orElse(Map.of());
    }

    private void change(Dynamic instance, Map<String, ?> state) {
        kinds.instances().patch(instance.object(), Map.of("status", Map.of("migrationState", state)));
    }

    private void enter(Dynamic migration, String phase) {
        List<Map<String, Object>> transitions = new ArrayList<>(migration.list("status", "phaseTransitionTimestamps"));
        transitions.add(new TreeMap<>(Map.of(
                "phase",
                phase,
                "phaseTransitionTimestamp",
                settings.clock().instant().toString())));
        kinds.migrations()
                .patch(
                        migration.object(),
                        Map.of("status", Map.of("phase", phase, "phaseTransitionTimestamps", transitions)));
    }

    private static final Comparator<GenericKubernetesResource> AGE = Comparator.comparing(
                    (GenericKubernetesResource object) -> object.getMetadata().getCreationTimestamp())
            .thenComparing(object -> object.getMetadata().getName());
}
