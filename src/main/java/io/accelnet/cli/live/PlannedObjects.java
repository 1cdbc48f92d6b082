package io.accelnet.cli.live;

import io.accelnet.cli.manifest.Loaded;
import io.accelnet.cli.scenario.Assumptions;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.scenario.Stated;
import io.accelnet.operator.discovery.DiscoveredNodes;
import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.label.LabelsInForce;
import io.accelnet.operator.label.Step;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects as plans are made from them: the labels of VirtualMachines are followed, and hosts are discovered.
 *
 * @param objects the objects
 * @param stated what of them was read, and not assumed
 * @param notes what a reader should know of that
 * @param labelsAreFollowed whether what labels of VirtualMachines ask for can be done
 */
public record PlannedObjects(ClusterObjects objects, Stated stated, List<String> notes, boolean labelsAreFollowed) {
    /** How an operator is installed isn't known here. */
    private static final String UNLESS = ", unless the operator is installed without it: ";

    /**
     * Those of a live cluster.
     *
     * @param hosts which hosts count
     * @param now what time it is
     */
    public static PlannedObjects of(LiveCluster live, PlannedHosts hosts, Instant now) {
        LabelsInForce labels = LabelsInForce.of(live.objects());
        List<String> notes = new ArrayList<>();
        ClusterObjects found = discovered(labels.objects(), hosts, notes, now);
        Stated stated = Stated.by(found, live.referenced());
        Assumptions.identify(found);
        if (!live.labelsAreKnown()) {
            notes.add("Labels of VirtualMachines aren't followed: you have no right to list VirtualMachines.");
        }
        notes.addAll(told(labels));
        return new PlannedObjects(found, stated, notes, areFollowed(labels));
    }

    /** Those of manifests, which stand for all of a cluster. */
    static PlannedObjects of(Loaded loaded, PlannedHosts hosts, Instant now) {
        LabelsInForce labels = LabelsInForce.of(loaded.objects());
        List<String> notes = new ArrayList<>();
        ClusterObjects found = discovered(labels.objects(), hosts, notes, now);
        Stated stated = Stated.by(found, loaded.referenced());
        Assumptions assumptions = Assumptions.about(found);
        notes.addAll(notes(assumptions));
        notes.addAll(told(labels));
        return new PlannedObjects(assumptions.objects(), stated, notes, areFollowed(labels));
    }

    /** The plan at which the operator ends. */
    public SettledPlan plan(Planner planner, Instant now) {
        return SettledPlan.of(Gather.snapshot(objects, now), planner);
    }

    /** What a reader should know of what was assumed. */
    public static List<String> notes(Assumptions assumptions) {
        List<String> hosts = assumptions.hostsTakenAsUp();
        if (hosts.isEmpty()) {
            return List.of();
        }
        // Many folders have no Nodes at all. One that has some lacks a Node by mistake, or a name is mistyped.
        return List.of(
                assumptions.hasOtherNodes()
                        ? "Kubernetes Nodes are among the manifests, but none of the name of "
                                + Phrases.agree(hosts.size(), "AccelNetNode ", "AccelNetNodes ") + Phrases.list(hosts)
                                + Phrases.agree(hosts.size(), ". It is", ". They are") + " taken as up. If the name is"
                                + " mistyped, correct it; if only the manifest of the Node is missing, add it; if the host"
                                + " is gone, let spec.availability say Down; if it is no Node, let spec.hostType say"
                                + " External."
                        : "Hosts whose Node isn't among the manifests are taken as ready: " + hosts.size() + ".");
    }

    /** What the operator would say of VirtualMachines whose labels aren't followed. */
    public static List<String> told(LabelsInForce labels) {
        return labels.told().stream()
                .map(tell -> ObjectKey.of(tell.machine()) + ": " + tell.message())
                .toList();
    }

    /** Whether what labels ask for can be done. */
    public static boolean areFollowed(LabelsInForce labels) {
        return labels.told().stream().noneMatch(Step.Tell::warning);
    }

    private static ClusterObjects discovered(
            ClusterObjects found, PlannedHosts hosts, List<String> notes, Instant now) {
        hosts.note(found).ifPresent(notes::add);
        return discovered(found, hosts.discovery(found), notes, now);
    }

    /** With the hosts that the operator would make by itself, of which it is noted. */
    public static ClusterObjects discovered(
            ClusterObjects found, DiscoverySettings discovery, List<String> notes, Instant now) {
        DiscoveredNodes discovered = DiscoveredNodes.of(discovery, found, now);
        if (!discovered.made().isEmpty()) {
            notes.add("Discovery makes the AccelNetNodes of these Nodes" + UNLESS + Phrases.list(discovered.made())
                    + ".");
        }
        if (!discovered.completed().isEmpty()) {
            notes.add("Discovery completes these AccelNetNodes" + UNLESS + Phrases.list(discovered.completed()) + ".");
        }
        discovered.objects().nodes().forEach(node -> node.getMetadata().setManagedFields(null));
        return discovered.objects();
    }
}
