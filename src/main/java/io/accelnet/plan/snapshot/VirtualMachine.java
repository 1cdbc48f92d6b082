package io.accelnet.plan.snapshot;

import java.util.List;
import java.util.Optional;

/** The VM that an AccelNetVM is for. */
public sealed interface VirtualMachine {
    /**
     * A VM whose facts are known.
     *
     * @param facts its facts
     */
    record Described(VmFacts facts) implements VirtualMachine {}

    /**
     * A VM of which only the name is known.
     *
     * @param name the VirtualMachine's name
     */
    record Unresolved(String name) implements VirtualMachine {}

    /**
     * A VM's facts.
     *
     * @param vCpus its virtual processors
     * @param networkAdapters its network adapters by name; each needs one virtual function
     * @param reportedNode the node that it reports it runs on; empty if it reports none
     */
    record VmFacts(int vCpus, List<String> networkAdapters, Optional<String> reportedNode) {
        public VmFacts {
            networkAdapters = List.copyOf(networkAdapters);
        }
    }
}
