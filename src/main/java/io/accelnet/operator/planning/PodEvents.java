package io.accelnet.operator.planning;

import io.accelnet.operator.apply.Transition;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodReason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells people in events what becomes of pods: on the pod, and on the VirtualMachine that it is for. What a pod waits for is told once
 * for each reason.
 */
final class PodEvents {
    private static final String OPENED = "Opened";
    private static final String INSTANCE = "VirtualMachineInstance";

    /** What is over by itself in a moment. */
    private static final Set<PodReason> NO_NEWS = EnumSet.of(PodReason.LEDGER_NOT_STORED);

    /** What isn't over by waiting, and names the pod itself. */
    private static final Set<PodReason> NAMES_POD = EnumSet.of(PodReason.REQUEST_MISSING);

    private record Name(String namespace, String name) {}

    private final Consumer<Transition> events;
    private final Map<String, PodReason> told = new HashMap<>();

    PodEvents(Consumer<Transition> events) {
        this.events = events;
    }

    /** Tells what is said of pods that wait, unless that was told. */
    void tell(List<PodPlans.Note> notes, ClusterObjects objects) {
        Set<String> waiting = new HashSet<>();
        Map<Name, KubeVirtVirtualMachine> machines = new HashMap<>();
        Map<String, Pod> pods = new HashMap<>();
        if (!notes.isEmpty()) {
            objects.pods().pods().forEach(pod -> pods.put(pod.getMetadata().getUid(), pod));
            objects.kubeVirt().virtualMachines().objects().forEach(machine -> machines.put(name(machine), machine));
        }
        for (PodPlans.Note note : notes) {
            String uid = note.pod().uid();
            waiting.add(uid);
            Optional<Pod> pod = Optional.ofNullable(pods.get(uid));
            if (pod.isPresent() && !NO_NEWS.contains(note.reason()) && told.put(uid, note.reason()) != note.reason()) {
                record(pod.get(), true, note.reason().wire(), note.message());
                owner(pod.get())
                        .map(machines::get)
                        .ifPresent(machine -> record(
                                machine,
                                true,
                                note.reason().wire(),
                                NAMES_POD.contains(note.reason())
                                        ? note.message()
                                        : "Pod " + note.pod().name() + " waits. " + note.message()));
            }
        }
        told.keySet().retainAll(waiting);
    }

    /** Tells that a pod was opened. */
    void opened(Pod pod, List<String> nodes) {
        record(
                pod,
                false,
                OPENED,
                "The VM's virtual functions are reserved: it may start on " + String.join(", ", nodes) + ".");
    }

    /** Tells that a pod was deleted. */
    void deleted(Pod pod, PodPlans.Deletion deletion, ClusterObjects objects) {
        record(pod, true, deletion.reason().wire(), deletion.message());
        Optional<Name> owner = owner(pod);
        objects.kubeVirt().virtualMachines().objects().stream()
                .filter(machine -> owner.equals(Optional.of(name(machine))))
                .findFirst()
                .ifPresent(machine -> record(machine, true, deletion.reason().wire(), deletion.message()));
    }

    private void record(HasMetadata object, boolean warning, String reason, String message) {
        events.accept(new Transition(object, warning, reason, message));
    }

    private static Name name(HasMetadata object) {
        return new Name(
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }

    /** A VirtualMachineInstance has its VirtualMachine's name. */
    private static Optional<Name> owner(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getOwnerReferences()).stream()
                .flatMap(List::stream)
                .filter(owner -> INSTANCE.equals(owner.getKind()))
                .map(OwnerReference::getName)
                .findFirst()
                .map(its ->
                        new Name(Objects.requireNonNullElse(pod.getMetadata().getNamespace(), ""), its));
    }
}
