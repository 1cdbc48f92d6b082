package io.accelnet.console.action;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ObjectWriter;
import io.accelnet.cli.write.VmWatch;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.Planner;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Reads what changes are decided from, and writes, as the verbs of the command do it.
 *
 * <p>What the API server refuses is a {@link KubernetesClientException}, which {@code Refusal} says in words.
 */
public interface ClusterActions {
    /** All that plans are made from, with what the operator would make by itself. It is read anew: see {@link Planning}. */
    ClusterObjects planned();

    /** What decides as the operator does. */
    Planner planner();

    /** The AccelNetCluster as it is stored, with all that is noted in it; empty if there is none. */
    Optional<AccelNetCluster> cluster(String name);

    /**
     * The VMs of these namespaces as they are stored, with all that is noted in them.
     *
     * @param withMachines whether nothing can be done without knowing the VirtualMachines
     */
    VmDirectory vms(Collection<String> namespaces, boolean withMachines);

    /** What writes. */
    ObjectWriter writer(DryRun dryRun);

    /** Tells what the operator answers about VMs of these namespaces; to be closed. */
    VmWatch watch(Collection<String> namespaces);

    /** Whether VMs that aren't enabled can't start on some intent's resource. */
    boolean isGated();

    /** What time it is. */
    Instant now();
}
