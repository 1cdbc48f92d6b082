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
public record Changes(
        List<Change<AccelNetNodeStatus>> ledgers,
        List<Change<AccelNetVMStatus>> vms,
        List<Change<AccelNetNodeStatus>> nodes,
        List<Change<AccelNetClusterStatus>> clusters,
        List<Change<NetworkIntentStatus>> intents) {}
