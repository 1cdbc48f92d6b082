package io.accelnet.plan.outcome;

import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.PodSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was decided for the pods that request virtual functions.
 *
 * @param openings pods that kube-scheduler may bind from now on, what matters most first
 * @param deletions pods that are deleted, what matters most first
 * @param notes what is said of pods that wait, by namespace and name
 * @param awaitLedgers whether pods are opened as soon as the ledgers of this plan are stored
 * @param again when time alone makes another decision; empty if it doesn't
 */
public record PodPlans(
        List<Opening> openings,
        List<Deletion> deletions,
        List<Note> notes,
        boolean awaitLedgers,
        Optional<Instant> again) {
    /** Nothing. */
    public static final PodPlans NONE = new PodPlans(List.of(), List.of(), List.of(), false, Optional.empty());

    /**
     * Which pod.
     *
     * @param namespace its namespace
     * @param name its name
     * @param uid its UID
     * @param vm the AccelNetVM whose VM it is for; empty if it is nobody's
     */
    public record Pod(String namespace, String name, String uid, Optional<VmId> vm) {
        /** This pod. */
        public static Pod of(PodSnapshot pod) {
            return new Pod(pod.namespace(), pod.name(), pod.uid(), pod.vm());
        }
    }

    /**
     * A node on which a pod may start.
     *
     * @param node the Kubernetes Node
     * @param hostname its label {@code kubernetes.io/hostname}
     */
    public record Place(String node, String hostname) {}

    /**
     * A pod loses its gate, and gains the rule that it is bound to one of these nodes.
     *
     * @param pod the pod
     * @param places the nodes, by name; at least one
     * @param preferred which of them it should be bound to if there is nothing against it
     */
    public record Opening(Pod pod, List<Place> places, String preferred) {
        public Opening {
            places = List.copyOf(places);
        }

        /** The nodes, by name. */
        public List<String> nodes() {
            return places.stream().map(Place::node).toList();
        }
    }

    /**
     * A pod that isn't bound is deleted.
     *
     * @param pod the pod
     * @param reason why, for programs
     * @param message why, for people
     */
    public record Deletion(Pod pod, PodReason reason, String message) {}

    /**
     * What is said of a pod that isn't bound.
     *
     * @param pod the pod
     * @param reason why it waits, for programs
     * @param message why it waits and what to do, for people
     */
    public record Note(Pod pod, PodReason reason, String message) {}

    public PodPlans {
        openings = List.copyOf(openings);
        deletions = List.copyOf(deletions);
        notes = List.copyOf(notes);
    }
}
