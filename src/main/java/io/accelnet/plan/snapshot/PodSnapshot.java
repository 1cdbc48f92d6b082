package io.accelnet.plan.snapshot;

import io.accelnet.plan.VmId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A pod that requests virtual functions of intents and isn't over yet. A pod that succeeded or failed has none any more, and isn't in a
 * snapshot.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its UID
 * @param created when it was created
 * @param requests how many virtual functions it requests, by the name of the resource that intents name
 * @param vm the AccelNetVM for whose VM it is; empty for a pod of nobody that has an AccelNetVM
 * @param purpose what it is for
 * @param evacuates of a migration's target: whether KubeVirt has been asked to bring the VM away from the node on which it runs
 * @param stage how far it has come
 */
public record PodSnapshot(
        String namespace,
        String name,
        String uid,
        Instant created,
        Map<String, Integer> requests,
        Optional<VmId> vm,
        Purpose purpose,
        boolean evacuates,
        Stage stage) {
    /** What a pod is for. */
    public enum Purpose {
        /** It is the VM, or becomes it. */
        RUN,
        /** A running VM is to be migrated to it. */
        MIGRATION_TARGET,
        /** It isn't a VM's. */
        OTHER
    }

    /** How far a pod has come. */
    public sealed interface Stage {}

    /**
     * It waits at our scheduling gate. kube-scheduler leaves it alone.
     *
     * @param nodes the Kubernetes Nodes that its own rules and its volumes leave; empty if they leave all
     */
    public record Gated(Optional<Set<String>> nodes) implements Stage {
        public Gated {
            nodes = nodes.map(Set::copyOf);
        }

        /** One that may go to every node. */
        public Gated() {
            this(Optional.empty());
        }

        /** Whether its own rules and its volumes leave this node. */
        public boolean mayGoTo(String node) {
            return nodes.map(left -> left.contains(node)).orElse(true);
        }
    }

    /**
     * It may be bound to a node at any moment.
     *
     * @param nodes the Kubernetes Nodes that its own rules leave by name; empty if they name none, so that it may be bound to any
     * @param refused what kube-scheduler says, if it found no node for it
     * @param nominated the node that kube-scheduler is making room on for it
     */
    public record Open(Optional<Set<String>> nodes, Optional<Refused> refused, Optional<String> nominated)
            implements Stage {
        public Open {
            nodes = nodes.map(Set::copyOf);
        }
    }

    /**
     * kube-scheduler found no node for it.
     *
     * @param since since when
     * @param message kube-scheduler's words
     * @param volumesElsewhere whether its volumes can be used on none of the nodes to which it was opened, so that it waits in vain
     */
    public record Refused(Instant since, String message, boolean volumesElsewhere) {
        /** For a reason that may pass. */
        public Refused(Instant since, String message) {
            this(since, message, false);
        }

        /** The same, in vain. */
        public Refused forVolumesElsewhere() {
            return new Refused(since, message, true);
        }
    }

    /**
     * It is bound to a node, and has its virtual functions there until it is gone.
     *
     * @param node the Kubernetes Node
     * @param terminating whether it is being deleted
     * @param functions which virtual functions it has, as far as that is known
     */
    public record Bound(String node, boolean terminating, List<UsedFunction> functions) implements Stage {
        public Bound {
            functions = List.copyOf(functions);
        }
    }

    /**
     * A virtual function that a pod has.
     *
     * @param networkAdapter the name of the pod's network interface or network, if it says it
     * @param pciAddress its PCI address, such as 0000:3b:02.5
     * @param adapter the physical port that it belongs to, if that is known
     * @param virtualFunction its number on that port, if that is known
     */
    public record UsedFunction(
            Optional<String> networkAdapter,
            String pciAddress,
            Optional<String> adapter,
            OptionalInt virtualFunction) {}

    public PodSnapshot {
        requests = Map.copyOf(requests);
    }

    /** A pod that evacuates nobody. */
    public PodSnapshot(
            String namespace,
            String name,
            String uid,
            Instant created,
            Map<String, Integer> requests,
            Optional<VmId> vm,
            Purpose purpose,
            Stage stage) {
        this(namespace, name, uid, created, requests, vm, purpose, false, stage);
    }

    /** Whether it can go there by its own rules and volumes, while it waits at the gate. Afterwards others decide. */
    public boolean mayGoTo(String node) {
        return !(stage instanceof Gated gated) || gated.mayGoTo(node);
    }

    /** The nodes to which it can go by its own rules and volumes, while it waits at the gate; empty if they leave all, or if others decide. */
    public Optional<Set<String>> nodesLeft() {
        return stage instanceof Gated gated ? gated.nodes() : Optional.empty();
    }

    /** Its namespace and name, as people write them. */
    public String key() {
        return namespace + "/" + name;
    }
}
