package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;

/**
 * The newest state of every object that is known, our own writes included. Plans are made from it and written against it.
 *
 * @param intents all NetworkIntents
 * @param nodes all AccelNetNodes
 * @param clusters all AccelNetClusters
 * @param vms all AccelNetVMs
 * @param kubernetesNodes all Nodes, trimmed to what {@link TrimmedStore} keeps
 * @param namespaces all Namespaces, trimmed likewise
 */
public record World(
        List<NetworkIntent> intents,
        List<AccelNetNode> nodes,
        List<AccelNetCluster> clusters,
        List<AccelNetVM> vms,
        List<Node> kubernetesNodes,
        List<Namespace> namespaces) {}
