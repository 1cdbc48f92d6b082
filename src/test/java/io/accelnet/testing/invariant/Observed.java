package io.accelnet.testing.invariant;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.testing.kubevirt.Dynamic;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All objects as they were at one moment. */
final class Observed {
    private final Map<Key, HasMetadata> objects = new TreeMap<>(
            Comparator.comparing(Key::kind).thenComparing(Key::namespace).thenComparing(Key::name));

    /** AccelNetVMs as they last were, the one that went last first. */
    private final Deque<AccelNetVM> gone = new ArrayDeque<>();

    /** The version before, if there was one. */
    Optional<HasMetadata> apply(Version version) {
        if (version.isGone() && version.object() instanceof AccelNetVM vm) {
            gone.addFirst(vm);
        }
        return Optional.ofNullable(
                version.isGone() ? objects.remove(version.key()) : objects.put(version.key(), version.object()));
    }

    Stream<Pod> pods() {
        return all(Pod.class);
    }

    Stream<AccelNetNode> hosts() {
        return all(AccelNetNode.class);
    }

    Stream<AccelNetVM> vms() {
        return all(AccelNetVM.class);
    }

    Stream<AccelNetCluster> clusters() {
        return all(AccelNetCluster.class);
    }

    /** The extended resource of an intent's pool; empty: it names none, or there is no such intent. */
    Optional<String> resourceOf(String intent) {
        return Optional.ofNullable((NetworkIntent) objects.get(new Key("NetworkIntent", "", intent)))
                .map(it -> it.getSpec().resourceName());
    }

    private <T> Stream<T> all(Class<T> type) {
        return objects.values().stream().filter(type::isInstance).map(type::cast);
    }

    Optional<Node> node(String name) {
        return Optional.ofNullable((Node) objects.get(new Key("Node", "", name)));
    }

    Optional<AccelNetNode> host(String name) {
        return Optional.ofNullable((AccelNetNode) objects.get(new Key("AccelNetNode", "", name)));
    }

    /** A node's SriovNetworkNodeState. */
    Optional<Dynamic> nodeState(String node) {
        return all(GenericKubernetesResource.class)
                .filter(object -> object.getKind().equals("SriovNetworkNodeState")
                        && object.getMetadata().getName().equals(node))
                .map(Dynamic::new)
                .findFirst();
    }

    /** Whether the SR-IOV network operator hands a port of a host out under this resource. */
    boolean isOf(String resourceName, AccelNetNode host, String adapter) {
        String pool = resourceName.substring(resourceName.indexOf('/') + 1);
        return nodeState(host.getMetadata().getName()).stream()
                .flatMap(state -> state.list("spec", "interfaces").stream())
                .filter(port -> String.valueOf(port.get("name")).equalsIgnoreCase(adapter))
                .flatMap(port -> ((List<?>) port.getOrDefault("vfGroups", List.of())).stream())
                .anyMatch(group -> group instanceof Map<?, ?> fields && pool.equals(fields.get("resourceName")));
    }

    /** The oldest AccelNetVM of the VM whose pod this is. */
    Optional<AccelNetVM> vmOf(Pod pod) {
        return vms().filter(vm -> isFor(vm, pod))
                .min(Comparator.comparing((AccelNetVM vm) -> vm.getMetadata().getCreationTimestamp())
                        .thenComparing(vm -> vm.getMetadata().getName()));
    }

    /** The same, or else the one that was deleted last: what was decided before its deletion may be done a moment after it. */
    Optional<AccelNetVM> vmOnceOf(Pod pod) {
        return vmOf(pod).or(() -> gone.stream().filter(vm -> isFor(vm, pod)).findFirst());
    }

    private static boolean isFor(AccelNetVM vm, Pod pod) {
        return vm.getMetadata().getNamespace().equals(pod.getMetadata().getNamespace())
                && vm.getSpec().virtualMachineRef() != null
                && instanceOf(pod)
                        .equals(Optional.of(vm.getSpec().virtualMachineRef().name()));
    }

    private static Optional<String> instanceOf(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> owner.getKind().equals("VirtualMachineInstance"))
                .map(owner -> owner.getName())
                .findFirst();
    }

    static List<Allocation> ledger(AccelNetNode host) {
        return host.getStatus() == null ? List.of() : host.getStatus().allocations();
    }

    /** What an AccelNetVM has on a host. */
    static List<Allocation> entries(AccelNetNode host, AccelNetVM vm) {
        return ledger(host).stream()
                .filter(entry -> entry.uid().equals(vm.getMetadata().getUid()))
                .toList();
    }

    boolean isUp(AccelNetNode host) {
        return switch (host.getSpec().hostType()) {
            case EXTERNAL -> !Objects.equals(host.getSpec().availability(), io.accelnet.api.v1alpha1.Availability.DOWN);
            case KUBERNETES_NODE ->
                node(host.getMetadata().getName()).filter(Observed::isReady).isPresent();
        };
    }

    static boolean isAdmitted(AccelNetVM vm) {
        return vm.getStatus() != null && Boolean.TRUE.equals(vm.getStatus().admitted());
    }

    /** Whether a host takes no VMs, as it is in maintenance or leaves its cluster. */
    boolean isSpared(AccelNetNode host) {
        return isKnownAsSpared(host)
                || node(host.getMetadata().getName())
                        .filter(node -> node.getSpec() != null
                                && Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                        .isPresent();
    }

    /** Whether the operator says so. */
    static boolean isKnownAsSpared(AccelNetNode host) {
        return host.getStatus() != null
                && (host.getStatus().leavingSince() != null
                        || host.getStatus().conditions().stream()
                                .anyMatch(condition -> condition.getType().equals("Available")
                                        && condition.getReason().equals("InMaintenance")));
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }
}
