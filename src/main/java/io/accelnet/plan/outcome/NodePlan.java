package io.accelnet.plan.outcome;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.snapshot.NodeMemory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was decided for an AccelNetNode.
 *
 * @param cluster the cluster that it is a member of, be it leaving or not
 * @param leftOutBy the cluster that selects it and leaves it out as unsupported; empty if none does
 * @param leavingSince since when it has been leaving that cluster; empty if it isn't
 * @param kubernetesNodeSeen whether there has ever been a Kubernetes Node of its name
 * @param virtualFunctions how many virtual functions that cluster may use on it
 * @param used how many virtual functions VMs have
 * @param free how many can still be given; 0 while the node is down or takes no new VMs
 * @param adapters the same for each port, in the order of the spec
 * @param ledger which VM has which virtual function, by adapter and number
 * @param conditions in the order in which users read them, {@code Ready} first
 */
public record NodePlan(
        Optional<String> cluster,
        Optional<String> leftOutBy,
        Optional<Instant> leavingSince,
        boolean kubernetesNodeSeen,
        int virtualFunctions,
        int used,
        int free,
        List<AdapterPlan> adapters,
        List<LedgerEntry> ledger,
        List<Finding> conditions) {

    /** What the next plan is told of this one, besides the ledger. */
    public NodeMemory memory() {
        return new NodeMemory(cluster, leavingSince, kubernetesNodeSeen);
    }

    /**
     * What was decided for one port.
     *
     * @param name the port
     * @param altNames its other names
     * @param virtualFunctions how many of its virtual functions the cluster may use
     * @param used how many VMs have
     * @param free how many can still be given; 0 while the node is down or takes no new VMs, or the port's link is down
     * @param failure the check that it fails, or that its link is down; empty if neither
     */
    public record AdapterPlan(
            String name, List<String> altNames, int virtualFunctions, int used, int free, Optional<Finding> failure) {
        public AdapterPlan {
            altNames = List.copyOf(altNames);
        }
    }
}
