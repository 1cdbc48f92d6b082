package io.accelnet.cli.export;

import io.accelnet.operator.gather.pod.NodeRules;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host that gives virtual functions to an intent.
 *
 * @param name the name of its Kubernetes Node
 * @param labels the Node's labels; empty: they aren't known
 * @param ports its ports, by name
 * @param state what the SR-IOV network operator says of it; empty: nothing
 * @param remarks what the manifests can't say of it, for people
 */
record PoolHost(
        String name,
        Map<String, String> labels,
        List<PoolPort> ports,
        Optional<SriovNetworkNodeState> state,
        List<String> remarks) {
    /** The label by which a selector names one Node. */
    static final String HOSTNAME = NodeRules.HOSTNAME;

    String hostname() {
        return labels.getOrDefault(HOSTNAME, name);
    }
}
