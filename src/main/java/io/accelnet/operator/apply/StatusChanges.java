package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.NetworkIntentStatus;
import java.util.List;

/**
 * Everything that a plan changes, each list with what matters most first.
 *
 * @param ledgers nodes whose ledger changes
 * @param vms VMs
 * @param nodes nodes whose ledger stays
 * @param clusters clusters
 * @param intents intents
 */
public record StatusChanges(
        List<StatusChange<AccelNetNodeStatus>> ledgers,
        List<StatusChange<AccelNetVMStatus>> vms,
        List<StatusChange<AccelNetNodeStatus>> nodes,
        List<StatusChange<AccelNetClusterStatus>> clusters,
        List<StatusChange<NetworkIntentStatus>> intents) {}
