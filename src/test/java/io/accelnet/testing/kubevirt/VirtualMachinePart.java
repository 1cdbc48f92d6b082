package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What virt-controller does with a VirtualMachine: by its run strategy it makes an instance, and deletes it. */
final class VirtualMachinePart {
    private final Kinds kinds;
    private final WorkQueue queue;
    private final ActorSettings settings;

    VirtualMachinePart(Kinds kinds, WorkQueue queue, ActorSettings settings) {
        this.kinds = kinds;
        this.queue = queue;
        this.settings = settings;
    }

    void look(String namespace, String name) {
        Optional<Dynamic> instance = kinds.instance(namespace, name);
        Optional<Dynamic> vm = kinds.virtualMachine(namespace, name);
        if (vm.filter(it -> !it.isBeingDeleted()).isEmpty()) {
            // Who made an instance without a VirtualMachine keeps it.
            instance.filter(it -> !Kind.controllers(it.object()).isEmpty()).ifPresent(this::stop);
            return;
        }
        StateChanges requests = StateChanges.of(vm.get());
        StartFailures failures = StartFailures.of(vm.get());
        StartFailures now =
                instance.map(it -> failures.seeing(it, vm.get(), settings)).orElse(failures);
        boolean again = decide(vm.get(), instance, requests, now);
        report(vm.get(), instance, requests, now, again);
    }

    /** Starts, stops, or leaves it as it is. True if a start is wanted after the instance has gone. */
    private boolean decide(Dynamic vm, Optional<Dynamic> instance, StateChanges requests, StartFailures failures) {
        boolean isFinal = instance.filter(InstancePart::isFinal).isPresent();
        boolean isToStop = instance.filter(requests::stops).isPresent();
        switch (strategy(vm)) {
            case "Always" -> {
                if (isFinal || isToStop) {
                    stop(instance.orElseThrow());
                } else if (instance.isEmpty()) {
                    startAfterPause(vm, failures);
                }
            }
            case "RerunOnFailure" -> {
                if (isFinal || isToStop) {
                    stop(instance.orElseThrow());
                    return instance.orElseThrow().text("status", "phase").equals("Failed");
                } else if (instance.isEmpty()
                        && (requests.starts() || !strategy(vm).equals(vm.text("status", "runStrategy")))) {
                    startAfterPause(vm, failures);
                }
            }
            case "Manual" -> {
                if (isToStop) {
                    stop(instance.orElseThrow());
                } else if (instance.isEmpty() && requests.starts()) {
                    start(vm);
                }
            }
            case "Once" -> {
                if (instance.isEmpty()) {
                    start(vm);
                }
            }
            default -> instance.ifPresent(this::stop);
        }
        return false;
    }

    private static String strategy(Dynamic vm) {
        String strategy = vm.text("spec", "runStrategy");
        return strategy.isEmpty() ? "Halted" : strategy;
    }

    private void stop(Dynamic instance) {
        if (!instance.isBeingDeleted()) {
            kinds.instances().delete(instance.object());
        }
    }

    private void startAfterPause(Dynamic vm, StartFailures failures) {
        Duration pause = failures.pause(settings.clock().instant());
        if (pause.isPositive()) {
            queue.addAfter(Work.on(Work.Part.VIRTUAL_MACHINE, vm.object()), pause);
        } else {
            start(vm);
        }
    }

    private void start(Dynamic vm) {
        GenericKubernetesResource instance = new GenericKubernetesResource();
        instance.setApiVersion("kubevirt.io/v1");
        instance.setKind("VirtualMachineInstance");
        ObjectMetaBuilder metadata = new ObjectMetaBuilder()
                .withNamespace(vm.namespace())
                .withName(vm.name())
                .withFinalizers(InstancePart.FINALIZER)
                .addToAnnotations(
                        "kubevirt.io/vm-generation",
                        vm.object().getMetadata().getGeneration().toString())
                .addNewOwnerReference()
                .withApiVersion("kubevirt.io/v1")
                .withKind("VirtualMachine")
                .withName(vm.name())
                .withUid(vm.uid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference();
        vm.fields("spec", "template", "metadata", "labels")
                .forEach((key, value) -> metadata.addToLabels(key, value.toString()));
        instance.setMetadata(metadata.build());
        instance.setAdditionalProperty("spec", vm.fields("spec", "template", "spec"));
        kinds.instances().create(instance);
    }

    private void report(
            Dynamic vm, Optional<Dynamic> instance, StateChanges requests, StartFailures failures, boolean again) {
        // As it is after what was decided.
        Optional<Dynamic> now = kinds.instance(vm.namespace(), vm.name());
        boolean runs = now.filter(it -> it.text("status", "phase").equals("Running") && !it.isBeingDeleted())
                .isPresent();
        Map<String, @Nullable Object> status = new HashMap<>();
        status.put("created", now.isPresent());
        status.put("ready", runs);
        status.put("runStrategy", strategy(vm));
        status.put("printableStatus", printable(now, failures));
        status.put("conditions", List.of(Map.of("type", "Ready", "status", runs ? "True" : "False")));
        status.put("startFailure", failures.asFields().orElse(null));
        status.put("stateChangeRequests", requests.left(instance, now, again));
        boolean same = status.entrySet().stream()
                .allMatch(field -> same(field.getValue(), vm.object().get("status", field.getKey())));
        if (!same) {
            // Over this very version: a request that came meanwhile must not get lost.
            String version = vm.object().getMetadata().getResourceVersion();
            kinds.virtualMachines()
                    .patch(vm.object(), Map.of("metadata", Map.of("resourceVersion", version), "status", status));
        }
    }

    private static boolean same(@Nullable Object wanted, @Nullable Object present) {
        return wanted == null
                ? present == null
                : present != null && wanted.toString().equals(present.toString());
    }

    private String printable(Optional<Dynamic> instance, StartFailures failures) {
        if (instance.isEmpty()) {
            return failures.pause(settings.clock().instant()).isPositive() ? "CrashLoopBackOff" : "Stopped";
        }
        Dynamic it = instance.get();
        String phase = it.text("status", "phase");
        if (it.isBeingDeleted()) {
            return "Stopping";
        }
        boolean migrates = kinds.migrationsOf(it).anyMatch(migration -> !MigrationPart.isFinal(migration));
        boolean waits = it.list("status", "conditions").stream()
                .anyMatch(condition -> "Unschedulable".equals(condition.get("reason")));
        return switch (phase) {
            case "Running" -> migrates ? "Migrating" : "Running";
            case "Scheduling" -> waits ? "ErrorUnschedulable" : "Starting";
            case "Succeeded", "Failed" -> "Stopped";
            default -> "Starting";
        };
    }

    /** What was seen of the starts that failed. */
    record StartFailures(int count, String lastUid, Optional<Instant> retryAfter) {
        static StartFailures of(Dynamic vm) {
            String retryAfter = vm.text("status", "startFailure", "retryAfterTimestamp");
            return new StartFailures(
                    vm.number(0, "status", "startFailure", "consecutiveFailCount"),
                    vm.text("status", "startFailure", "lastFailedVMIUID"),
                    retryAfter.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(retryAfter)));
        }

        /** A run forgives all failures; a manual VM counts none; an instance that failed before it ran counts once. */
        StartFailures seeing(Dynamic instance, Dynamic vm, ActorSettings settings) {
            if (InstancePart.everRan(instance)
                    || !List.of("Always", "RerunOnFailure", "Once").contains(strategy(vm))) {
                return new StartFailures(0, "", Optional.empty());
            }
            if (!InstancePart.isFinal(instance) || instance.uid().equals(lastUid)) {
                return this;
            }
            int failed = count + 1;
            Duration pause = settings.startBackOff().multipliedBy((long) failed * failed);
            Duration least = pause.compareTo(settings.longestBackOff()) < 0 ? pause : settings.longestBackOff();
            return new StartFailures(
                    failed,
                    instance.uid(),
                    Optional.of(settings.clock().instant().plus(least)));
        }

        Duration pause(Instant now) {
            return retryAfter.map(then -> Duration.between(now, then)).orElse(Duration.ZERO);
        }

        Optional<Map<String, Object>> asFields() {
            return retryAfter.map(then -> Map.of(
                    "consecutiveFailCount",
                    count,
                    "lastFailedVMIUID",
                    lastUid,
                    "retryAfterTimestamp",
                    then.toString()));
        }
    }
}
