package io.accelnet.cli;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.live.LiveCluster;
import io.accelnet.cli.live.PlannedHosts;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.live.Scope;
import io.accelnet.cli.live.VmObjects;
import io.accelnet.cli.live.WatchRights;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ObjectWriter;
import io.accelnet.cli.write.VmWatch;
import io.accelnet.console.action.ClusterActions;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.Planner;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What the console does, as the verbs do it.
 *
 * @param client reads and watches
 * @param patient writes
 * @param planner decides as the operator does
 */
record ConsoleActions(KubernetesClient client, KubernetesClient patient, Planner planner, Clock clock)
        implements ClusterActions {
    /** Its pages have no place for a note that a host is only foreseen: so none is. */
    @Override
    public ClusterObjects planned() {
        return PlannedObjects.of(LiveCluster.readWithVirtualMachines(client), PlannedHosts.THERE, clock.instant())
                .objects();
    }

    @Override
    public Optional<AccelNetCluster> cluster(String name) {
        return LiveCluster.all(client, AccelNetCluster.class, cluster -> cluster).stream()
                .filter(cluster -> cluster.getMetadata().getName().equals(name))
                .findFirst();
    }

    @Override
    public VmDirectory vms(Collection<String> namespaces, boolean withMachines) {
        return VmObjects.directory(
                client,
                namespaces.stream()
                        .map(namespace -> new Scope(Optional.of(namespace)))
                        .toList(),
                withMachines ? VmObjects.Machines.NEEDED : VmObjects.Machines.HELPFUL);
    }

    @Override
    public ObjectWriter writer(DryRun dryRun) {
        return new ObjectWriter(patient, dryRun);
    }

    @Override
    public VmWatch watch(Collection<String> namespaces) {
        namespaces.forEach(namespace -> WatchRights.check(client, AccelNetVM.class, Optional.of(namespace)));
        return new VmWatch(client, namespaces);
    }

    @Override
    public boolean isGated() {
        return VmObjects.isGated(client);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
