package io.accelnet.plan.vm;

import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Map;

/**
 * What a cluster knows of the intents of network adapters. Its maps have only those network adapters that belong to another intent than the
 * cluster's first.
 */
public interface ClusterIntents {
    /** A cluster that doesn't exist. */
    ClusterIntents NONE = new ClusterIntents() {
        @Override
        public Map<String, String> held(VmSnapshot vm, String node, Map<String, String> ports) {
            return Map.of();
        }

        @Override
        public Map<String, String> asked(VmSnapshot vm) {
            return Map.of();
        }

        @Override
        public Map<String, String> ofOthers(Map<String, String> named) {
            return Map.of();
        }

        @Override
        public boolean asksForDifferentPorts(VmSnapshot vm) {
            return false;
        }
    };

    /**
     * From which intents network adapters have their virtual functions. One on a port of no intent of the cluster counts as one of the
     * intent that the VM names for it.
     *
     * @param ports the port of each network adapter
     */
    Map<String, String> held(VmSnapshot vm, String node, Map<String, String> ports);

    /** From which intents the VM asks for them. */
    Map<String, String> asked(VmSnapshot vm);

    /** Those of the named intents that aren't the cluster's first: which one is the first may have changed since they were named. */
    Map<String, String> ofOthers(Map<String, String> named);

    /** Whether the VM asks for different ports, and needs more than one virtual function of some intent. */
    boolean asksForDifferentPorts(VmSnapshot vm);
}
