package io.accelnet.plan.outcome;

import io.accelnet.plan.LedgerEntry;
import java.util.List;
import java.util.Optional;

/**
 * The answer for an AccelNetNode.
 *
 * @param cluster the cluster that it is a member of
 * @param virtualFunctions how many virtual functions that cluster may use on it
 * @param used how many virtual functions are in VMs' hands
 * @param free how many can still be given; 0 while the node is down or takes no VMs
 * @param adapters findings per port, in the order of the spec
 * @param ledger which VM has which virtual function, by adapter and number
 * @param conditions in the order in which users read them, {@code Ready} first
 */
public record NodePlan(
        Optional<String> cluster,
        int virtualFunctions,
        int used,
        int free,
        List<AdapterPlan> adapters,
        List<LedgerEntry> ledger,
        List<Finding> conditions) {

    /**
     * The answer for one port.
     *
     * @param name the port
     * @param virtualFunctions how many of its virtual functions the cluster may use
     * @param used how many are in VMs' hands
     * @param free how many can still be given; 0 while the node is down or takes no VMs
     * @param failure the check that it fails
     */
    public record AdapterPlan(String name, int virtualFunctions, int used, int free, Optional<Finding> failure) {}
}
