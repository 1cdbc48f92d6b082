package io.accelnet.operator.discovery;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.HostObjects;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;

/**
 * What is seen of all hosts.
 *
 * @param nodes all Nodes
 * @param accelNetNodes all AccelNetNodes, with what is kept of their metadata for discovery
 * @param intents all NetworkIntents
 * @param told what others say of the Nodes' ports
 */
public record Hosts(List<Node> nodes, List<AccelNetNode> accelNetNodes, List<NetworkIntent> intents, HostObjects told) {
    public Hosts {
        nodes = List.copyOf(nodes);
        accelNetNodes = List.copyOf(accelNetNodes);
        intents = List.copyOf(intents);
    }
}
