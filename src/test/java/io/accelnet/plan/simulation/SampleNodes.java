package io.accelnet.plan.simulation;

import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.HostFacts;
import io.accelnet.plan.snapshot.HostFacts.OperatingSystem;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Nodes with which nothing is wrong; a test changes of them what it is about. */
public final class SampleNodes {
    /** A Linux host with hyperthreading, of which no more is stated. */
    public static final HostFacts LINUX = new HostFacts(
            OperatingSystem.LINUX,
            "",
            "",
            Fact.YES,
            Fact.UNKNOWN,
            Fact.UNKNOWN,
            Fact.UNKNOWN,
            Fact.UNKNOWN,
            Fact.UNKNOWN);

    private SampleNodes() {}

    /** A Linux host outside of Kubernetes, up, with an empty ledger, seen for the first time. */
    public static NodeSnapshot linux(String name, Map<String, String> labels, List<AdapterSnapshot> adapters) {
        return new NodeSnapshot(
                name, labels, false, DeclaredAvailability.AVAILABLE, LINUX, adapters, List.of(), NodeMemory.NONE);
    }

    /** A port with SR-IOV and a link, all of whose virtual functions are for VMs. */
    public static AdapterSnapshot port(
            String name, int functions, OptionalInt queuePairs, OptionalInt maxQueuePairsPerFunction) {
        return new AdapterSnapshot(
                name,
                List.of(),
                SriovSupport.SUPPORTED,
                Fact.YES,
                false,
                functions,
                0,
                Set.of(),
                queuePairs,
                maxQueuePairsPerFunction);
    }
}
