package io.accelnet.operator.discovery;

import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.NodeAdapter;
import java.util.Map;
import java.util.Set;

/**
 * What discovery says of a Node, for the AccelNetNode of its name.
 *
 * @param name the Node's name
 * @param labels its labels that are copied
 * @param source who told of its ports
 * @param spec the facts; without ports if the last ones stand
 * @param portsOfNoIntent the names of the ports that no intent has
 * @param lastPortsStand whether nothing is said of the ports now, and what was said last goes on to be true
 */
record DiscoveredHost(
        String name,
        Map<String, String> labels,
        Source source,
        AccelNetNodeSpec spec,
        Set<String> portsOfNoIntent,
        boolean lastPortsStand) {
    /** Who tells of ports. */
    enum Source {
        SRIOV_NETWORK_OPERATOR("SriovNetworkNodeState"),
        NODE_FEATURE_DISCOVERY("NodeFeature");

        private final String kind;

        Source(String kind) {
            this.kind = kind;
        }

        /** The kind of its objects, which is how it is noted. */
        String kind() {
            return kind;
        }
    }

    DiscoveredHost {
        labels = Map.copyOf(labels);
        portsOfNoIntent = Set.copyOf(portsOfNoIntent);
    }

    /** Whether it has virtual functions for an intent: before, a host would only keep clusters from being enabled. */
    boolean hasFunctions() {
        return spec.adapters().stream().mapToInt(NodeAdapter::virtualFunctions).anyMatch(number -> number > 0);
    }
}
