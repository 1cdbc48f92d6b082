package io.accelnet.console.model;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.view.VmListing;
import io.accelnet.console.watch.ClusterFacts;
import io.accelnet.plan.VmId;
import java.util.List;
import java.util.Optional;

/**
 * The tab Disabled VMs: KubeVirt's VirtualMachines that have SR-IOV interfaces and no AccelNetVM.
 *
 * @param table a page of them
 * @param clusters the clusters in which they can be enabled, by name; none if whoever looks may not see them: then the name has to be known
 * @param unknown why they aren't known; empty if they are
 * @param view what somebody wants to see, and has chosen
 */
public record DisabledVms(
        VmTable<VmListing.Disabled> table, List<String> clusters, Optional<String> unknown, VmView view) {
    private static final VmTable.Reading<VmListing.Disabled> READING =
            new VmTable.Reading<>(DisabledVms::key, DisabledVms::text, _ -> true);

    /** What is known of a cluster, as the tab shows it. */
    public static DisabledVms of(ClusterFacts facts, VmView view) {
        return new DisabledVms(
                VmTable.of(all(facts), READING, view),
                facts.clusters().objects().stream()
                        .map(DisabledVms::name)
                        .sorted()
                        .toList(),
                facts.machines().unknown().or(() -> facts.vms().unknown()),
                view);
    }

    /** All VMs that somebody looks for. */
    public static List<VmId> found(ClusterFacts facts, VmView view) {
        return VmTable.found(all(facts), READING, view);
    }

    private static List<VmListing.Disabled> all(ClusterFacts facts) {
        return VmListing.disabled(facts.machines().objects(), facts.vms().objects());
    }

    private static String name(AccelNetCluster cluster) {
        return cluster.getMetadata().getName();
    }

    private static VmId key(VmListing.Disabled machine) {
        return new VmId(machine.namespace(), machine.name());
    }

    private static String text(VmListing.Disabled machine) {
        return machine.namespace() + "/" + machine.name() + " " + String.join(" ", machine.sriovInterfaces());
    }
}
