package io.accelnet.plan.membership;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a node is up. It is down when its AccelNetNode says so. With {@code hostType: KubernetesNode} it is also down when the
 * Kubernetes Node of its name isn't Ready or doesn't exist.
 *
 * @param down whether it is down
 * @param cordoned whether it takes no new VMs; then its free virtual functions aren't used for failover either
 * @param seen whether the host is known to exist: always, unless it stands for a Kubernetes Node that never was there
 * @param finding the node's condition {@code Available}
 */
public record NodeHealth(boolean down, boolean cordoned, boolean seen, Finding finding) {

    /** Judges a node. */
    public static NodeHealth of(NodeSnapshot node, Map<String, KubernetesNode> kubernetesNodes) {
        Optional<KubernetesNode> kubernetesNode = Optional.ofNullable(kubernetesNodes.get(node.name()));
        boolean cordoned = node.availability() == DeclaredAvailability.MAINTENANCE
                || kubernetesNode
                        .filter(found -> node.standsForKubernetesNode())
                        .map(KubernetesNode::unschedulable)
                        .orElse(false);
        if (!isKnown(node, kubernetesNode)) {
            return new NodeHealth(
                    true,
                    cordoned,
                    false,
                    Finding.unknown(
                            ConditionType.AVAILABLE,
                            Reason.KUBERNETES_NODE_NEVER_SEEN,
                            "Waiting for a Kubernetes Node of this name; there never was one, and the node is no member of a"
                                    + " cluster before. If the name is wrong, make the AccelNetNode anew with the right one;"
                                    + " if the host is no Node of this Kubernetes cluster, set spec.hostType to External."));
        }
        if (node.availability() == DeclaredAvailability.DOWN) {
            return down(
                    cordoned,
                    Reason.DECLARED_DOWN,
                    "spec.availability says Down" + why(node) + ". Set it to Available when the host is back.");
        }
        if (node.standsForKubernetesNode() && kubernetesNode.isEmpty()) {
            return down(
                    cordoned,
                    Reason.KUBERNETES_NODE_GONE,
                    "There is no Kubernetes Node of this name. Delete this AccelNetNode if the host is gone for good, or"
                            + " set spec.hostType to External if it never was one.");
        }
        if (node.standsForKubernetesNode() && !kubernetesNode.get().ready()) {
            return down(
                    cordoned,
                    Reason.KUBERNETES_NODE_NOT_READY,
                    "The Kubernetes Node of this name is not Ready. Bring the host back: it is up as soon as its Node is"
                            + " Ready.");
        }
        return new NodeHealth(
                false,
                cordoned,
                true,
                cordoned
                        ? Finding.holds(ConditionType.AVAILABLE, Reason.IN_MAINTENANCE, maintenance(node))
                        : Finding.holds(ConditionType.AVAILABLE, Reason.UP, "The host is up."));
    }

    /** A node that was a member, or has VMs, was there before that was noted. */
    private static boolean isKnown(NodeSnapshot node, Optional<KubernetesNode> kubernetesNode) {
        return !node.standsForKubernetesNode()
                || kubernetesNode.isPresent()
                || node.memory().kubernetesNodeSeen()
                || node.memory().cluster().isPresent()
                || !node.ledger().isEmpty();
    }

    private static String maintenance(NodeSnapshot node) {
        String declared = node.availability() == DeclaredAvailability.MAINTENANCE ? why(node) : "";
        return "The host is up and in maintenance" + declared + ": it keeps its VMs and takes no new ones."
                + (declared.isEmpty()
                        ? " When that is over, " + endOfMaintenance(node) + "."
                        : " That is over when spec.availability is Available again.");
    }

    private static String why(NodeSnapshot node) {
        return node.availabilityReason().map(reason -> " (" + reason + ")").orElse("");
    }

    private static String endOfMaintenance(NodeSnapshot node) {
        return node.availability() == DeclaredAvailability.MAINTENANCE
                ? "set spec.availability to Available"
                : "uncordon the Kubernetes Node of this name (kubectl uncordon " + node.name() + ")";
    }

    private static NodeHealth down(boolean cordoned, Reason reason, String message) {
        return new NodeHealth(true, cordoned, true, Finding.fails(ConditionType.AVAILABLE, reason, message));
    }
}
