package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.VirtualMachineFacts;
import io.accelnet.operator.gather.KubernetesNodes;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachineInstance;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.pod.LauncherNetworks;
import io.accelnet.operator.gather.pod.PodTrimming;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes what the caches say of coming, changing and going, and raises the signal unless it can't change a plan. What takes nothing
 * from a VM may wait: new VMs and nodes, VMs that go or want something else. A VM that has moved may not, nor may what a host can do.
 */
public final class CacheNews {
    private final Signal signal;
    private final Signal hosts;
    private final Assumed assumed;
    private final ChangeQueue queue;
    private final Departures departures;
    private final LabelNews labels;
    private final VolumeNews volumes;
    private final NamedVirtualMachines named = new NamedVirtualMachines();

    /**
     * Tells these.
     *
     * @param signal takes news of what plans are made from
     * @param hosts takes news of what discovery is made from
     * @param labels is raised by whatever may change what labels of VirtualMachines ask for
     */
    public CacheNews(
            Signal signal, Signal hosts, Assumed assumed, ChangeQueue queue, Departures departures, Signal labels) {
        this.signal = signal;
        this.hosts = hosts;
        this.labels = new LabelNews(labels, named);
        this.assumed = assumed;
        this.queue = queue;
        this.departures = departures;
        this.volumes = new VolumeNews(signal);
    }

    /** It is new. */
    public void created(HasMetadata object) {
        tellHosts(object);
        labels.came(object);
        volumes.came(object);
        if (object instanceof ReferencedObject<?, ?> referenced) {
            referenced(referenced);
            return;
        }
        if (object instanceof Pod pod) {
            pod(pod);
            return;
        }
        if (VolumeNews.isOfVolumes(object)) {
            return;
        }
        if (object instanceof AccelNetVM vm) {
            named.came(vm);
        }
        departures.came(object);
        raise(!mayWait(object) && !(object instanceof AccelNetNode));
    }

    /** It has changed. */
    public void updated(HasMetadata before, HasMetadata after) {
        labels.changed(before, after);
        volumes.changed(before, after);
        if (after instanceof AccelNetVM vm) {
            named.came(vm);
            named.went((AccelNetVM) before);
        }
        if (changesHosts(before, after)) {
            hosts.mention();
        }
        if (!VolumeNews.isOfVolumes(after) && changesPlans(before, after)) {
            if (!mayWait(after) && !isRelabelled(before, after)) {
                signal.alert();
            } else {
                raise(hasMoved(before, after));
            }
        }
    }

    /** It is gone. */
    public void deleted(HasMetadata object) {
        tellHosts(object);
        labels.went(object);
        volumes.went(object);
        if (object instanceof ReferencedObject<?, ?> referenced) {
            referenced(referenced);
            return;
        }
        if (object instanceof Pod pod) {
            pod(pod);
            return;
        }
        if (VolumeNews.isOfVolumes(object)) {
            return;
        }
        if (object instanceof AccelNetVM vm) {
            named.went(vm);
        }
        assumed.deleted(object);
        departures.went(object);
        queue.gone(object);
        if (mayWait(object)) {
            signal.mention();
        } else {
            signal.alert();
        }
    }

    /** A kind that references name is listed now, or isn't served any more. */
    public void kindChanged() {
        labels.kindChanged();
        signal.mention();
        hosts.mention();
    }

    /** What references name has come or gone; but of most VirtualMachines nobody wants anything. */
    private void referenced(ReferencedObject<?, ?> object) {
        if (isOfPlans(object)) {
            signal.mention();
        }
    }

    /** What Node Feature Discovery says comes into plans as an AccelNetNode only. */
    private boolean isOfPlans(ReferencedObject<?, ?> object) {
        return !(object instanceof NodeFeature) && named.concerns(object);
    }

    private void tellHosts(HasMetadata object) {
        if (isOfHosts(object)) {
            hosts.mention();
        }
    }

    private static boolean isOfHosts(HasMetadata object) {
        return switch (object) {
            case Node node -> true;
            case AccelNetNode node -> true;
            case NetworkIntent intent -> true;
            case SriovNetworkNodeState state -> true;
            case NodeFeature feature -> true;
            default -> false;
        };
    }

    /** A heartbeat doesn't, nor does a ledger. */
    private static boolean changesHosts(HasMetadata before, HasMetadata after) {
        return switch (after) {
            case Node node -> changesHosts((Node) before, node);
            case ReferencedObject<?, ?> referenced ->
                isOfHosts(after) && !((ReferencedObject<?, ?>) before).facts().equals(referenced.facts());
            default -> isOfHosts(after) && !sameMetadata(before.getMetadata(), after.getMetadata());
        };
    }

    private static boolean changesHosts(Node before, Node after) {
        return !Objects.equals(
                        before.getMetadata().getLabels(), after.getMetadata().getLabels())
                || !Objects.equals(before.getSpec(), after.getSpec())
                || !Objects.equals(nodeInfo(before), nodeInfo(after));
    }

    private static Optional<NodeSystemInfo> nodeInfo(Node node) {
        return Optional.ofNullable(node.getStatus()).map(NodeStatus::getNodeInfo);
    }

    private static boolean sameMetadata(ObjectMeta before, ObjectMeta after) {
        return Objects.equals(before.getUid(), after.getUid())
                && Objects.equals(before.getGeneration(), after.getGeneration())
                && Objects.equals(before.getLabels(), after.getLabels())
                && Objects.equals(before.getAnnotations(), after.getAnnotations());
    }

    private void pod(Pod pod) {
        if (isOfPlans(pod)) {
            signal.mention();
        }
    }

    /** Most pods request no virtual function, and aren't of VMs that need one: of these nothing is kept but the name. */
    private static boolean isOfPlans(Pod pod) {
        return pod.getSpec() != null || !LauncherNetworks.of(pod).isEmpty();
    }

    private void raise(boolean isUrgent) {
        if (isUrgent) {
            signal.raise();
        } else {
            signal.mention();
        }
    }

    private static boolean mayWait(HasMetadata object) {
        return object instanceof AccelNetVM
                || object instanceof Namespace
                || object instanceof ReferencedObject<?, ?>
                || object instanceof Pod;
    }

    private static boolean isAlike(Node before, Node after) {
        return KubernetesNodes.read(before).equals(KubernetesNodes.read(after));
    }

    /** Whether of a Node nothing has changed but labels, which only VMs' own rules speak of. */
    private static boolean isRelabelled(HasMetadata before, HasMetadata after) {
        return after instanceof Node node
                && isAlike((Node) before, node)
                && !Objects.equals(
                        before.getMetadata().getLabels(), node.getMetadata().getLabels());
    }

    private static boolean hasMoved(HasMetadata before, HasMetadata after) {
        return !reportedNode(before).equals(reportedNode(after));
    }

    private static Optional<String> reportedNode(HasMetadata object) {
        return switch (object) {
            case AccelNetVM vm ->
                Optional.ofNullable(vm.getSpec())
                        .map(AccelNetVMSpec::virtualMachine)
                        .map(VirtualMachineFacts::nodeName);
            case KubeVirtVirtualMachineInstance instance -> instance.node();
            case Pod pod -> Optional.ofNullable(pod.getSpec()).map(PodSpec::getNodeName);
            default -> Optional.empty();
        };
    }

    /** A heartbeat doesn't, nor does an annotation, nor what we have written ourselves. */
    private boolean changesPlans(HasMetadata before, HasMetadata after) {
        return switch (after) {
            case Node node -> !isAlike((Node) before, node) || isRelabelled(before, node);
            case Pod pod ->
                !PodTrimming.isSame((Pod) before, pod) && (isOfPlans(pod) || ((Pod) before).getSpec() != null);
            case Namespace namespace ->
                !Objects.equals(
                        before.getMetadata().getLabels(),
                        namespace.getMetadata().getLabels());
            case ReferencedObject<?, ?> referenced ->
                !((ReferencedObject<?, ?>) before).facts().equals(referenced.facts()) && isOfPlans(referenced);
            case CustomResource<?, ?> ours ->
                !PlanInput.isSame((CustomResource<?, ?>) before, ours)
                        && !queue.isWriting(ours)
                        && assumed.isNews(ours);
            default -> true;
        };
    }
}
