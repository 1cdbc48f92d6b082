package io.accelnet.plan.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A VM's facts.
 *
 * @param vCpus its virtual processors
 * @param networkAdapters its network adapters by name; each needs one virtual function
 * @param reportedNode the node that it says it runs on
 */
public record VmFacts(int vCpus, List<String> networkAdapters, Optional<String> reportedNode) {
    public VmFacts {
        networkAdapters = List.copyOf(networkAdapters);
    }
}
