package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Hands out a node's virtual functions, as kubelet and the SR-IOV device plugin do: whichever are free, and not those that anybody
 * else had in mind.
 */
final class DevicePlugin {
    /** As kubelet's checkpoint: which devices a pod has, be they in its networks' status or not. */
    static final String DEVICES = "testing.accelnet.io/devices";

    private static final String PREFIX = "openshift.io/";

    private final Kinds kinds;

    DevicePlugin(Kinds kinds) {
        this.kinds = kinds;
    }

    /** A pod that asks for more of a resource than there is left. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String resource, int requested, int available) {
            super(
                    ("Allocate failed due to requested number of devices unavailable for %s. Requested: %d, Available: %d,"
                                    + " which is unexpected")
                            .formatted(resource, requested, available));
        }
    }

    /** The PCI addresses that a pod gets, by resource; empty: it asks for none. */
    Map<String, List<String>> allocate(Pod pod, String node) throws Refused {
        Map<String, List<String>> given = new TreeMap<>();
        Set<String> used = used(node);
        for (String resource : resources(node)) {
            int requested = requested(pod, resource);
            if (requested > 0) {
                // By chance, but the same whenever it is asked again.
                List<String> free = addresses(node, resource).stream()
                        .filter(address -> !used.contains(address))
                        .sorted(Comparator.comparingInt(
                                address -> Objects.hash(pod.getMetadata().getUid(), address)))
                        .toList();
                if (free.size() < requested) {
                    throw new Refused(resource, requested, free.size());
                }
                given.put(resource, free.subList(0, requested));
                used.addAll(free.subList(0, requested));
            }
        }
        return given;
    }

    private Set<String> used(String node) {
        Set<String> used = new HashSet<>();
        kinds.podsOn(node).stream()
                .filter(pod -> !LauncherPods.hasFinished(pod))
                .flatMap(DevicePlugin::devicesOf)
                .forEach(used::add);
        return used;
    }

    /** The PCI addresses that a pod was given. */
    static Stream<String> devicesOf(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(DEVICES))
                .stream()
                .flatMap(devices -> Arrays.stream(devices.split(",", -1)))
                .filter(device -> !device.isEmpty());
    }

    static int requested(Pod pod, String resource) {
        return pod.getSpec().getContainers().stream()
                .map(Container::getResources)
                .filter(Objects::nonNull)
                .flatMap(resources -> Optional.ofNullable(resources.getLimits()).stream())
                .flatMap(limits -> Optional.ofNullable(limits.get(resource)).stream())
                .map(Quantity::getNumericalAmount)
                .mapToInt(Number::intValue)
                .sum();
    }

    private Set<String> resources(String node) {
        Set<String> names = new HashSet<>();
        groups(node).forEach(group -> names.add(PREFIX + group.resource()));
        return names;
    }

    private List<String> addresses(String node, String resource) {
        List<String> addresses = new ArrayList<>();
        for (Group group : groups(node)) {
            if (resource.equals(PREFIX + group.resource())) {
                kinds.nodeState(node).stream()
                        .flatMap(state -> state.list("status", "interfaces").stream())
                        .filter(port -> group.port().equals(port.get("pciAddress")))
                        .flatMap(port -> ((List<?>) port.getOrDefault("Vfs", List.of())).stream())
                        .map(function -> (Map<?, ?>) function)
                        .filter(function ->
                                group.contains(((Number) Objects.requireNonNull(function.get("vfID"))).intValue()))
                        .forEach(function -> addresses.add(String.valueOf(function.get("pciAddress"))));
            }
        }
        return addresses;
    }

    private List<Group> groups(String node) {
        List<Group> groups = new ArrayList<>();
        kinds.nodeState(node).stream()
                .flatMap(state -> state.list("spec", "interfaces").stream())
                .forEach(port -> {
                    for (Object group : (List<?>) port.getOrDefault("vfGroups", List.of())) {
                        Map<?, ?> fields = (Map<?, ?>) group;
                        groups.add(Group.of(
                                String.valueOf(port.get("pciAddress")),
                                String.valueOf(fields.get("resourceName")),
                                String.valueOf(fields.get("vfRange"))));
                    }
                });
        return groups;
    }

    private record Group(String port, String resource, int first, int last) {
        static Group of(String port, String resource, String range) {
            String[] ends = range.split("-", 2);
            return new Group(port, resource, Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        }

        boolean contains(int function) {
            return first <= function && function <= last;
        }
    }
}
