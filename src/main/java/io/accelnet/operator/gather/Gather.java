package io.accelnet.operator.gather;

import io.accelnet.operator.gather.pod.BoundLaunchers;
import io.accelnet.operator.gather.pod.PodReader;
import io.accelnet.operator.gather.pod.VirtualFunctionIndex;
import io.accelnet.operator.gather.sriov.FunctionAddresses;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns the objects into the snapshot that plans are made from. An object that can't be read stops none of the others. */
public final class Gather {
    private Gather() {}

    /**
     * The snapshot of these objects.
     *
     * @param now what time it is
     */
    public static ClusterSnapshot snapshot(ClusterObjects world, Instant now) {
        return snapshot(world, now, new ReadProblems());
    }

    /**
     * The snapshot of these objects, for whoever makes many and wants to hear once what can't be read.
     *
     * @param now what time it is
     */
    public static ClusterSnapshot snapshot(ClusterObjects world, Instant now, ReadProblems problems) {
        ClusterSnapshot snapshot = read(world, now, problems);
        problems.allRead();
        return snapshot;
    }

    private static ClusterSnapshot read(ClusterObjects world, Instant now, ReadProblems problems) {
        VirtualMachines virtualMachines = new VirtualMachines(world);
        List<VmSnapshot> vms = each(world.vms(), vm -> Vms.read(vm, virtualMachines), problems).stream()
                .filter(vm -> !world.unsure().containsKey(vm.id()))
                .toList();
        List<PodSnapshot> pods = pods(world, virtualMachines, vms, problems);
        return new ClusterSnapshot(
                each(world.intents(), intent -> Intents.read(intent, world.gate()), problems),
                each(world.nodes(), node -> Nodes.read(node, problems), problems),
                each(world.clusters(), Clusters::read, problems),
                whereTheyRun(vms, pods),
                kubernetesNodes(world.kubernetesNodes()),
                namespaceLabels(world.namespaces()),
                pods,
                world.pods().unlisted(),
                unreadable(world, vms),
                now);
    }

    /** A VM runs where its pod is bound, which is known some time before its VirtualMachineInstance says it. */
    private static List<VmSnapshot> whereTheyRun(List<VmSnapshot> vms, List<PodSnapshot> pods) {
        Map<VmId, Set<String>> nodes = new HashMap<>();
        for (PodSnapshot pod : pods) {
            if (pod.stage() instanceof Bound bound && !bound.terminating() && pod.purpose() == Purpose.RUN) {
                pod.vm()
                        .ifPresent(vm ->
                                nodes.computeIfAbsent(vm, id -> new HashSet<>()).add(bound.node()));
            }
        }
        return nodes.isEmpty()
                ? vms
                : vms.stream()
                        .map(vm -> Optional.ofNullable(nodes.get(vm.id()))
                                .filter(its -> its.size() == 1)
                                .map(its -> vm.runningOn(its.iterator().next()))
                                .orElse(vm))
                        .toList();
    }

    private static VirtualFunctionIndex index(List<SriovNetworkNodeState> states) {
        FunctionAddresses addresses = FunctionAddresses.of(states);
        return (node, pciAddress) -> addresses
                .find(node, pciAddress)
                .map(found -> new VirtualFunctionIndex.Location(found.port(), found.number()));
    }

    private static List<PodSnapshot> pods(
            ClusterObjects world, VirtualMachines virtualMachines, List<VmSnapshot> vms, ReadProblems problems) {
        if (world.pods().pods().isEmpty()) {
            return List.of();
        }
        Set<String> resources = RequestingPods.resources(world.intents());
        PodReader reader = new PodReader(
                resources,
                new PodOwners(world, virtualMachines, vms),
                KubernetesNodes.byHostname(world.kubernetesNodes()),
                new PlacesOfPods(world),
                index(world.hosts().states().objects()),
                BoundLaunchers.among(world.pods().pods(), resources));
        return each(world.pods().pods(), reader::read, problems).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Set<VmId> unreadable(ClusterObjects world, List<VmSnapshot> read) {
        if (world.vms().size() == read.size() && world.unsure().isEmpty()) {
            return Set.of();
        }
        Set<VmId> ids = world.vms().stream().map(Vms::id).collect(Collectors.toSet());
        ids.addAll(world.unsure().keySet());
        read.forEach(vm -> ids.remove(vm.id()));
        return ids;
    }

    private static <T extends HasMetadata, R> List<R> each(
            List<T> objects, Function<T, R> reader, ReadProblems problems) {
        List<R> read = new ArrayList<>(objects.size());
        for (T object : objects) {
            try {
                read.add(reader.apply(object));
            } catch (RuntimeException e) {
                problems.object(object, e);
            }
        }
        return read;
    }

    private static Map<String, KubernetesNode> kubernetesNodes(List<Node> nodes) {
        Map<String, KubernetesNode> byName = new HashMap<>();
        for (Node node : nodes) {
            byName.put(node.getMetadata().getName(), KubernetesNodes.read(node));
        }
        return byName;
    }

    private static Map<String, Map<String, String>> namespaceLabels(List<Namespace> namespaces) {
        Map<String, Map<String, String>> byName = new HashMap<>();
        for (Namespace namespace : namespaces) {
            byName.put(namespace.getMetadata().getName(), Meta.labels(namespace));
        }
        return byName;
    }
}
