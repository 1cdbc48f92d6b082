package io.accelnet.cli.export;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.DesiredPort;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Pool;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Port;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.Selector;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that give virtual functions to an intent.
 *
 * @param hosts those, by name
 * @param leftOut the others that have to do with it, each with the reason why it gives none
 * @param nodes the labels of all Kubernetes Nodes, by name; without those whose labels aren't known
 * @param known whether the labels of all Kubernetes Nodes among the hosts are known
 */
record PoolHosts(
        List<PoolHost> hosts,
        SortedMap<String, String> leftOut,
        SortedMap<String, Map<String, String>> nodes,
        boolean known) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    /**
     * Finds them.
     *
     * @param resource the intent's resource, without its domain
     * @param wanted how many virtual functions each port shall give, from number 0 on; empty: as it is stated or configured
     */
    static PoolHosts of(
            ClusterObjects objects,
            List<SriovNetworkNodeState> states,
            NetworkIntent intent,
            String resource,
            Optional<Integer> wanted) {
        return new Finder(objects, states, intent, resource, wanted).find();
    }

    private static final class Finder {
        private final String intent;
        private final Set<String> adapters;
        private final String resource;
        private final Optional<Integer> wanted;
        private final SortedMap<String, AccelNetNode> nodes = new TreeMap<>();
        private final Map<String, SriovNetworkNodeState> states = new HashMap<>();
        private final SortedMap<String, Map<String, String>> labels = new TreeMap<>();
        private final List<Selector> selectors;
        private final SortedMap<String, String> leftOut = new TreeMap<>();

        Finder(
                ClusterObjects objects,
                List<SriovNetworkNodeState> states,
                NetworkIntent intent,
                String resource,
                Optional<Integer> wanted) {
            this.intent = intent.getMetadata().getName();
            this.adapters = intent.getSpec().adapters().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            this.resource = resource;
            this.wanted = wanted;
            objects.nodes().forEach(node -> nodes.put(node.getMetadata().getName(), node));
            states.forEach(state -> this.states.put(state.getMetadata().getName(), state));
            for (Node node : objects.kubernetesNodes()) {
                @Nullable Map<String, String> its = node.getMetadata().getLabels();
                if (its != null && !its.isEmpty()) {
                    labels.put(node.getMetadata().getName(), its);
                }
            }
            Set<String> using = objects.clusters().stream()
                    .filter(cluster -> cluster.getSpec().allIntentNames().contains(this.intent))
                    .map(cluster -> cluster.getMetadata().getName())
                    .collect(Collectors.toSet());
            selectors = selectors(objects.clusters()).stream()
                    .filter(cluster -> using.contains(cluster.name()))
                    .map(ClusterDefinition::nodes)
                    .toList();
        }

        private static List<ClusterDefinition> selectors(List<AccelNetCluster> clusters) {
            return Gather.snapshot(
                            new ClusterObjects(List.of(), List.of(), clusters, List.of(), List.of(), List.of()),
                            Instant.EPOCH)
                    .clusters();
        }

        PoolHosts find() {
            Set<String> names = new TreeSet<>(nodes.keySet());
            names.addAll(states.keySet());
            List<PoolHost> hosts = new ArrayList<>();
            for (String name : names) {
                @Nullable AccelNetNode node = nodes.get(name);
                Optional<String> hindrance = node == null ? hindranceWithoutNode() : hindrance(node);
                if (hindrance.isPresent()) {
                    leftOut.put(name, hindrance.get());
                } else {
                    host(name, Optional.ofNullable(node)).ifPresent(hosts::add);
                }
            }
            names.removeIf(name -> nodes.containsKey(name)
                    && Objects.requireNonNull(nodes.get(name)).getSpec().hostType() != HostType.KUBERNETES_NODE);
            return new PoolHosts(hosts, leftOut, labels, labels.keySet().containsAll(names));
        }

        private Optional<String> hindrance(AccelNetNode node) {
            if (node.getSpec().hostType() != HostType.KUBERNETES_NODE) {
                return Optional.of("it is no Kubernetes Node");
            }
            Map<String, String> its =
                    Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
            return selectors.isEmpty() || selectors.stream().anyMatch(selector -> selector.matches(its))
                    ? Optional.empty()
                    : Optional.of("no AccelNetCluster of the intent selects it");
        }

        private Optional<String> hindranceWithoutNode() {
            return selectors.isEmpty() || selectors.stream().anyMatch(selector -> selector.matches(Map.of()))
                    ? Optional.empty()
                    : Optional.of("it has no AccelNetNode, so that it isn't known whether a cluster selects it");
        }

        private Optional<PoolHost> host(String name, Optional<AccelNetNode> node) {
            Optional<SriovNetworkNodeState> state = Optional.ofNullable(states.get(name));
            List<String> remarks = new ArrayList<>();
            List<PoolPort> ports = new ArrayList<>();
            boolean hasAny = false;
            if (node.isPresent()) {
                for (NodeAdapter adapter : node.get().getSpec().adapters()) {
                    Set<String> itsNames = names(adapter.name(), adapter.altNames());
                    if (itsNames.stream().anyMatch(adapters::contains)) {
                        hasAny = true;
                        stated(adapter, itsNames, state, remarks).ifPresent(ports::add);
                    }
                }
            } else {
                for (Port port : state.map(SriovNetworkNodeState::ports).orElse(List.of())) {
                    if (port.name() != null
                            && names(port.name(), port.altNames()).stream().anyMatch(adapters::contains)) {
                        hasAny = true;
                        configured(port, state.orElseThrow()).ifPresent(ports::add);
                    }
                }
            }
            if (ports.isEmpty()) {
                leftOut.put(
                        name,
                        hasAny
                                ? "its ports have no virtual functions: say with --virtual-functions how many they shall have"
                                : "it has no adapter of the intent");
                return Optional.empty();
            }
            ports.sort(Comparator.comparing(PoolPort::name));
            return Optional.of(
                    new PoolHost(name, Optional.ofNullable(labels.get(name)).orElse(Map.of()), ports, state, remarks));
        }

        private Optional<PoolPort> stated(
                NodeAdapter adapter,
                Set<String> itsNames,
                Optional<SriovNetworkNodeState> state,
                List<String> remarks) {
            int count = wanted.orElse(adapter.virtualFunctions());
            int first = wanted.isPresent() ? 0 : Objects.requireNonNullElse(adapter.firstVirtualFunction(), 0);
            Optional<Port> port = state.map(SriovNetworkNodeState::ports).orElse(List.of()).stream()
                    .filter(one -> one.name() != null
                            && names(one.name(), one.altNames()).stream().anyMatch(itsNames::contains))
                    .findFirst();
            if (state.isPresent() && port.isEmpty()) {
                remarks.add("SriovNetworkNodeState has no port " + adapter.name()
                        + ": the SR-IOV network operator doesn't support it, or it isn't there");
            }
            if (!adapter.excludedVirtualFunctions().isEmpty()) {
                remarks.add(adapter.name() + " leaves out VF "
                        + Phrases.list(adapter.excludedVirtualFunctions().stream()
                                .sorted()
                                .map(String::valueOf)
                                .toList())
                        + ", which a range can't: the device plugin hands them out all the same");
            }
            if (count == 0) {
                remarks.add(adapter.name() + " has no virtual functions, and isn't in the pool: say with"
                        + " --virtual-functions how many it shall have");
            }
            return count == 0
                    ? Optional.empty()
                    : Optional.of(pool(
                            port.map(Port::name).orElse(adapter.name()),
                            first,
                            count,
                            port.map(one -> present(one, state.orElseThrow())).orElse(0L)));
        }

        private Optional<PoolPort> configured(Port port, SriovNetworkNodeState state) {
            String name = Objects.requireNonNullElse(port.name(), "");
            if (wanted.isPresent()) {
                return Optional.of(pool(name, 0, wanted.get(), present(port, state)));
            }
            return desired(port, state).stream()
                    .flatMap(desired -> pools(desired).stream()
                            .filter(pool -> resource.equals(pool.resourceName()))
                            .flatMap(pool -> range(pool, desired).stream()))
                    .findFirst()
                    .map(range -> pool(name, range[0], range[1] - range[0] + 1, present(port, state)));
        }

        private static Optional<int[]> range(Pool pool, DesiredPort port) {
            String range = Objects.requireNonNullElse(pool.vfRange(), "");
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches()) {
                return range.isEmpty() && port.numVfs() > 0
                        ? Optional.of(new int[] {0, (int) port.numVfs() - 1})
                        : Optional.empty();
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = Integer.parseInt(matcher.group(2));
            return first <= last ? Optional.of(new int[] {first, last}) : Optional.empty();
        }

        private static List<Pool> pools(DesiredPort port) {
            return Objects.requireNonNullElse(port.vfGroups(), List.of());
        }

        /** How many it is to have, or has: fewer would take those of others away. */
        private static long present(Port port, SriovNetworkNodeState state) {
            long toHave = desired(port, state).map(DesiredPort::numVfs).orElse(0L);
            return toHave > 0 ? toHave : port.numVfs();
        }

        private static Optional<DesiredPort> desired(Port port, SriovNetworkNodeState state) {
            return state.desiredPorts().stream()
                    .filter(one -> port.pciAddress() == null
                            ? Objects.equals(one.name(), port.name())
                            : port.pciAddress().equals(one.pciAddress()))
                    .findFirst();
        }

        private static PoolPort pool(String name, int first, int count, long present) {
            return new PoolPort(name, first, count, (int) Math.max(first + (long) count, present));
        }

        private static Set<String> names(String name, @Nullable List<String> others) {
            return Stream.concat(Stream.of(name), Objects.requireNonNullElse(others, List.<String>of()).stream())
                    .map(each -> each.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }
}
