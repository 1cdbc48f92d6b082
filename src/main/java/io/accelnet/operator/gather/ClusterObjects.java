package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.volume.VolumeObjects;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.GateState;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Map;

/**
 * The newest state of every object that is known, our own writes included. Plans are made from it and written against it.
 *
 * @param intents all NetworkIntents
 * @param nodes all AccelNetNodes
 * @param clusters all AccelNetClusters
 * @param vms all AccelNetVMs
 * @param kubernetesNodes all Nodes, trimmed to what {@link Trimming} keeps
 * @param namespaces all Namespaces, trimmed likewise
 * @param unsure VMs of which nothing may be concluded, since the API server didn't say whether they, or the nodes that they
 *     have something on, exist; and why. They keep what they have
 * @param kubeVirt what references to VirtualMachines are resolved from
 * @param hosts what other projects say of the ports of Nodes
 * @param pods the pods that request virtual functions
 * @param volumes what says where the volumes of pods are
 * @param gate whether pods that request virtual functions are held
 */
public record ClusterObjects(
        List<NetworkIntent> intents,
        List<AccelNetNode> nodes,
        List<AccelNetCluster> clusters,
        List<AccelNetVM> vms,
        List<Node> kubernetesNodes,
        List<Namespace> namespaces,
        Map<VmId, String> unsure,
        KubeVirtObjects kubeVirt,
        HostObjects hosts,
        RequestingPods pods,
        VolumeObjects volumes,
        GateState gate) {
    /** Where everything is known. */
    public ClusterObjects(
            List<NetworkIntent> intents,
            List<AccelNetNode> nodes,
            List<AccelNetCluster> clusters,
            List<AccelNetVM> vms,
            List<Node> kubernetesNodes,
            List<Namespace> namespaces) {
        this(intents, nodes, clusters, vms, kubernetesNodes, namespaces, Map.of());
    }

    /** Where no object of other projects is known, and no pod. */
    public ClusterObjects(
            List<NetworkIntent> intents,
            List<AccelNetNode> nodes,
            List<AccelNetCluster> clusters,
            List<AccelNetVM> vms,
            List<Node> kubernetesNodes,
            List<Namespace> namespaces,
            Map<VmId, String> unsure) {
        this(
                intents,
                nodes,
                clusters,
                vms,
                kubernetesNodes,
                namespaces,
                unsure,
                KubeVirtObjects.NONE,
                HostObjects.NONE,
                RequestingPods.NONE,
                VolumeObjects.NONE,
                GateState.OFF);
    }

    /** The same with these objects of KubeVirt's. */
    public ClusterObjects with(KubeVirtObjects objects) {
        return new ClusterObjects(
                intents,
                nodes,
                clusters,
                vms,
                kubernetesNodes,
                namespaces,
                unsure,
                objects,
                hosts,
                pods,
                volumes,
                gate);
    }

    /** The same with what these say of the ports of Nodes. */
    public ClusterObjects with(HostObjects objects) {
        return new ClusterObjects(
                intents,
                nodes,
                clusters,
                vms,
                kubernetesNodes,
                namespaces,
                unsure,
                kubeVirt,
                objects,
                pods,
                volumes,
                gate);
    }

    /** The same with these AccelNetNodes. */
    public ClusterObjects withNodes(List<AccelNetNode> others) {
        return new ClusterObjects(
                intents,
                others,
                clusters,
                vms,
                kubernetesNodes,
                namespaces,
                unsure,
                kubeVirt,
                hosts,
                pods,
                volumes,
                gate);
    }

    /** The same with these AccelNetVMs. */
    public ClusterObjects with(List<AccelNetVM> others) {
        return new ClusterObjects(
                intents,
                nodes,
                clusters,
                others,
                kubernetesNodes,
                namespaces,
                unsure,
                kubeVirt,
                hosts,
                pods,
                volumes,
                gate);
    }

    /** The same with these pods. */
    public ClusterObjects with(RequestingPods others) {
        return new ClusterObjects(
                intents,
                nodes,
                clusters,
                vms,
                kubernetesNodes,
                namespaces,
                unsure,
                kubeVirt,
                hosts,
                others,
                volumes,
                gate);
    }

    /** The same with these volumes. */
    public ClusterObjects with(VolumeObjects others) {
        return new ClusterObjects(
                intents,
                nodes,
                clusters,
                vms,
                kubernetesNodes,
                namespaces,
                unsure,
                kubeVirt,
                hosts,
                pods,
                others,
                gate);
    }

    /** The same where pods are held so. */
    public ClusterObjects with(GateState state) {
        return new ClusterObjects(
                intents,
                nodes,
                clusters,
                vms,
                kubernetesNodes,
                namespaces,
                unsure,
                kubeVirt,
                hosts,
                pods,
                volumes,
                state);
    }
}
