package io.accelnet.cli.live;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.HostObjects;
import io.accelnet.operator.gather.RequestingPods;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.pod.PodTrimming;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A live cluster: six lists, the pods if an intent names the resource of its virtual functions, and what references are resolved from if
 * there are any references, or labels that ask for some.
 *
 * @param objects all that plans are made from
 * @param referenced what references are resolved from, as it is stored; empty unless it was asked for
 * @param labelsAreKnown whether labels of VirtualMachines could be looked for
 */
public record LiveCluster(
        ClusterObjects objects, List<Map<String, @Nullable Object>> referenced, boolean labelsAreKnown) {
    /** Whether some VirtualMachine's label asks for an AccelNetVM. Unknown to who may not list them. */
    private enum Labels {
        SOME,
        NONE,
        UNKNOWN
    }

    /**
     * Reads a cluster.
     *
     * @param connection how it is reached
     * @param whole whether what references are resolved from is kept as it is stored, too
     */
    public static LiveCluster read(Connection connection, boolean whole) {
        try (KubernetesClient client = connection.client()) {
            return read(client, whole);
        }
    }

    /**
     * Reads the cluster of this client.
     *
     * @param whole whether what references are resolved from is kept as it is stored, too
     */
    public static LiveCluster read(KubernetesClient client, boolean whole) {
        return read(client, whole, false);
    }

    /** Reads the cluster of this client, VirtualMachines too if nobody refers to any yet. */
    public static LiveCluster readWithVirtualMachines(KubernetesClient client) {
        return read(client, false, true);
    }

    private static LiveCluster read(KubernetesClient client, boolean whole, boolean withVirtualMachines) {
        ClusterObjects own = new ClusterObjects(
                all(client, NetworkIntent.class, Trimming::ours),
                all(client, AccelNetNode.class, Trimming::accelNetNode),
                all(client, AccelNetCluster.class, Trimming::ours),
                all(client, AccelNetVM.class, Trimming::ours),
                all(client, Node.class, Trimming::node),
                all(client, Namespace.class, Trimming::namespace));
        Set<String> resources = RequestingPods.resources(own.intents());
        if (!resources.isEmpty()) {
            own = own.with(RequestingPods.among(
                    all(client, Pod.class, pod -> PodTrimming.trim(pod, resources)), own.intents()));
        }
        LiveReferences references = new LiveReferences(client, whole);
        own = own.with(
                new HostObjects(told(references, SriovNetworkNodeState.class), told(references, NodeFeature.class)));
        if (!withVirtualMachines
                && own.vms().stream().allMatch(vm -> vm.getSpec().virtualMachineRef() == null)) {
            Labels labels = labels(client);
            if (labels != Labels.SOME) {
                return new LiveCluster(own, references.stored(), labels == Labels.NONE);
            }
        }
        return new LiveCluster(own.with(KubeVirtObjects.from(references)), references.stored(), true);
    }

    /** Who has no references needs no right to VirtualMachines: then labels aren't known, and everything else is. */
    private static Labels labels(KubernetesClient client) {
        if (!client.supports(KubeVirtVirtualMachine.class)) {
            return Labels.NONE;
        }
        try {
            return client.resources(KubeVirtVirtualMachine.class)
                            .inAnyNamespace()
                            .withLabel(KubeVirtVirtualMachine.PERFORMANCE_LABEL)
                            .list(new ListOptionsBuilder().withLimit(1L).build())
                            .getItems()
                            .isEmpty()
                    ? Labels.NONE
                    : Labels.SOME;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Labels.UNKNOWN;
            }
            throw e;
        }
    }

    /** Who may not read what others tell of hosts can plan for the hosts that are there. */
    private static <T extends ReferencedObject<?, ?>> Listing<T> told(LiveReferences references, Class<T> type) {
        try {
            return references.list(type);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Listing.unknown("you may not list " + HasMetadata.getFullResourceName(type));
            }
            throw e;
        }
    }

    /** All objects of a kind, wherever they live. */
    public static <T extends HasMetadata> List<T> all(KubernetesClient client, Class<T> type, UnaryOperator<T> trim) {
        return all(client.resources(type).inAnyNamespace(), trim);
    }

    /** All that is listed here, page by page. */
    public static <T extends HasMetadata> List<T> all(
            Listable<? extends KubernetesResourceList<T>> listed, UnaryOperator<T> trim) {
        return Pages.all(listed, Optional.empty(), trim);
    }
}
