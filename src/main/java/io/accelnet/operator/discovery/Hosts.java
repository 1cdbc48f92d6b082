package io.accelnet.operator.discovery;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.HostObjects;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is seen of all hosts.
 *
 * @param nodes all Nodes
 * @param accelNetNodes all AccelNetNodes, with what is kept of their metadata for discovery
 * @param intents all NetworkIntents
 * @param told what others say of the Nodes' ports
 * @param inUse the names of the Nodes on which pods have virtual functions; empty while that isn't known
 */
public record Hosts(
        List<Node> nodes,
        List<AccelNetNode> accelNetNodes,
        List<NetworkIntent> intents,
        HostObjects told,
        Optional<Set<String>> inUse) {
    public Hosts {
        inUse = inUse.map(Set::copyOf);
        nodes = List.copyOf(nodes);
        accelNetNodes = List.copyOf(accelNetNodes);
        intents = List.copyOf(intents);
    }

    /** Whether pods may have virtual functions on a Node of this name, also on one that is gone. */
    boolean mayBeInUse(String node) {
        return inUse.map(names -> names.contains(node)).orElse(true);
    }
}
