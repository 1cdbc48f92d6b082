package io.accelnet.console.model;

import io.accelnet.cli.report.Mark;
import io.accelnet.cli.view.VmListing;
import io.accelnet.console.watch.ClusterFacts;
import io.accelnet.plan.VmId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The tab Enabled VMs: those that have an AccelNetVM.
 *
 * @param table a page of them
 * @param lacking how many of all lack something that they ask for
 * @param unknown why they aren't known; empty if they are
 * @param view what somebody wants to see, and has chosen
 */
public record EnabledVms(VmTable<VmListing.Enabled> table, int lacking, Optional<String> unknown, VmView view) {
    private static final VmTable.Reading<VmListing.Enabled> READING =
            new VmTable.Reading<>(EnabledVms::key, EnabledVms::text, EnabledVms::lacks);

    /** What is known of a cluster, as the tab shows it. */
    public static EnabledVms of(ClusterFacts facts, VmView view) {
        List<VmListing.Enabled> all = VmListing.enabled(facts.vms().objects());
        return new EnabledVms(
                VmTable.of(all, READING, view),
                (int) all.stream().filter(EnabledVms::lacks).count(),
                facts.vms().unknown(),
                view);
    }

    /** All VMs that somebody looks for, by the names of their AccelNetVMs. */
    public static List<VmId> found(ClusterFacts facts, VmView view) {
        return VmTable.found(VmListing.enabled(facts.vms().objects()), READING, view);
    }

    private static VmId key(VmListing.Enabled vm) {
        return new VmId(vm.namespace(), vm.name());
    }

    private static boolean lacks(VmListing.Enabled vm) {
        return Mark.of(vm.status()) != Mark.GOOD;
    }

    private static String text(VmListing.Enabled vm) {
        return String.join(
                " ",
                vm.id(),
                Search.exact("cluster", vm.clusterName()),
                vm.requestedPerformance(),
                Objects.requireNonNullElse(vm.nodeName(), ""),
                vm.reason());
    }
}
