package io.accelnet.cli.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.manifest.Printable;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.plan.Phrases;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SriovNetworkNodePolicies and SriovNetworks from which the SR-IOV network operator makes one intent's virtual functions and networks,
 * with comments that say what they do to each node.
 */
final class PoolManifests {
    private static final String API_VERSION = "sriovnetwork.openshift.io/v1";
    private static final String USUAL_PREFIX = "openshift.io";
    private static final String USUAL_NAMESPACE = "sriov-network-operator";
    private static final Pattern RESOURCE = Pattern.compile("[a-zA-Z0-9_]+");
    private static final int NAMED = 20;

    /** Line for line as people write it; what isn't quoted and could be a number or a truth is. */
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private final NetworkIntent intent;
    private final String prefix;
    private final String resource;
    private final SriovExport.Options options;
    private final ClusterObjects objects;
    private final String namespace;
    private final PoolHosts found;

    /** @throws BadRequestException if the intent can't be a pool */
    PoolManifests(
            ClusterObjects objects,
            List<SriovNetworkNodeState> states,
            NetworkIntent intent,
            SriovExport.Options options) {
        this.objects = objects;
        this.options = options;
        this.intent = intent;
        String full = Optional.ofNullable(intent.getSpec().resourceName())
                .orElseThrow(() -> new BadRequestException("NetworkIntent " + name()
                        + " names no resource: set spec.resourceName, such as openshift.io/vm_ports"));
        this.prefix = full.substring(0, full.indexOf('/'));
        this.resource = full.substring(full.indexOf('/') + 1);
        if (!RESOURCE.matcher(resource).matches()) {
            throw new BadRequestException("the SR-IOV network operator takes no resource " + resource
                    + ": let spec.resourceName of NetworkIntent " + name()
                    + " have only letters, digits and _ behind the slash");
        }
        this.namespace =
                options.namespace().or(() -> Disruption.namespace(states)).orElse(USUAL_NAMESPACE);
        this.found = PoolHosts.of(objects, states, intent, resource, options.virtualFunctions());
    }

    /** Why there is nothing to write; empty if there is something. */
    Optional<String> nothing() {
        return found.hosts().isEmpty()
                ? Optional.of("no host gives virtual functions to NetworkIntent " + name()
                        + (found.leftOut().isEmpty() ? ": there is none in the input" : ". " + leftOut()))
                : Optional.empty();
    }

    private String name() {
        return intent.getMetadata().getName();
    }

    private String leftOut() {
        return found.leftOut().entrySet().stream()
                .limit(NAMED)
                .map(host -> host.getKey() + ": " + host.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Writes what is to be said of the pool as a whole. */
    void writeHead(PrintWriter out) {
        comment(
                out,
                "The pool of NetworkIntent " + name()
                        + ", as accelnet export sriov writes it. Nothing has been applied.");
        if (!prefix.equals(USUAL_PREFIX)) {
            comment(
                    out,
                    "The resource is " + prefix + "/" + resource
                            + " only if RESOURCE_PREFIX of the SR-IOV network operator is " + prefix
                            + "; usually it is " + USUAL_PREFIX + ".");
        }
        found.leftOut().forEach((host, why) -> comment(out, "Not in it: " + host + ", as " + why + "."));
    }

    /**
     * Writes the manifests.
     *
     * @param policies the names that policies have already
     * @param networks the names that networks have already
     */
    void write(PrintWriter out, Set<String> policies, Set<String> networks) {
        for (Policy policy : policies(policies)) {
            out.println("---");
            comment(
                    out,
                    Phrases.count(policy.hosts().size(), "node") + ": "
                            + Phrases.list(
                                    policy.hosts().stream().map(PoolHost::name).toList(), NAMED));
            said(policy).forEach((sentence, hosts) -> comment(out, Phrases.list(hosts, NAMED) + ": " + sentence + "."));
            print(out, policy(policy));
        }
        for (String where : networkNamespaces()) {
            out.println("---");
            print(out, network(free(networkName(where), networks), where));
        }
    }

    private String networkName(String namespace) {
        return networkNamespaces().size() == 1 ? name() : name() + "-" + namespace;
    }

    private static String free(String wish, Set<String> taken) {
        String name = wish;
        for (int number = 2; !taken.add(name); number++) {
            name = wish + "-" + number;
        }
        return name;
    }

    /** What is to be said of the policy's hosts, and of which. */
    private static Map<String, List<String>> said(Policy policy) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        for (PoolHost host : policy.hosts()) {
            Stream.concat(Disruption.of(host, policy.ports()).stream(), host.remarks().stream())
                    .forEach(sentence -> said.computeIfAbsent(sentence, first -> new ArrayList<>())
                            .add(host.name()));
        }
        return said;
    }

    static void comment(PrintWriter out, String text) {
        out.println("# " + Printable.line(text));
    }

    private static void print(PrintWriter out, Map<String, Object> object) {
        try {
            out.print(YAML.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A policy: ports of hosts that are alike.
     *
     * @param name its name
     * @param selector the labels of its nodes
     * @param hosts its nodes
     * @param ports the ports, all with as many virtual functions
     */
    private record Policy(
            String name, SortedMap<String, String> selector, List<PoolHost> hosts, List<PoolPort> ports) {}

    /** A kind of host is what has the same ports, ranges and numbers. A policy has one number for all its ports. */
    private List<Policy> policies(Set<String> taken) {
        Map<List<PoolPort>, List<PoolHost>> kinds = new LinkedHashMap<>();
        found.hosts()
                .forEach(host -> kinds.computeIfAbsent(host.ports(), ports -> new ArrayList<>())
                        .add(host));
        List<Policy> policies = new ArrayList<>();
        kinds.forEach((ports, hosts) -> {
            SortedMap<Integer, List<PoolPort>> byNumber =
                    ports.stream().collect(Collectors.groupingBy(PoolPort::numVfs, TreeMap::new, Collectors.toList()));
            Optional<SortedMap<String, String>> selector = selector(hosts);
            byNumber.values().forEach(alike -> {
                if (selector.isPresent()) {
                    policies.add(new Policy("", selector.get(), hosts, alike));
                } else {
                    hosts.forEach(host -> policies.add(new Policy(
                            host.name(),
                            new TreeMap<>(Map.of(PoolHost.HOSTNAME, host.hostname())),
                            List.of(host),
                            alike)));
                }
            });
        });
        return named(policies, taken);
    }

    /** A host alone is named, and so is each where a label could match a Node whose labels aren't known. */
    private Optional<SortedMap<String, String>> selector(List<PoolHost> hosts) {
        Set<String> names = hosts.stream().map(PoolHost::name).collect(Collectors.toSet());
        return hosts.size() > 1 && found.known() ? NodeSelectors.of(names, found.nodes()) : Optional.empty();
    }

    private List<Policy> named(List<Policy> policies, Set<String> taken) {
        return policies.stream()
                .map(policy -> new Policy(
                        free(policy.name().isEmpty() ? name() : name() + "-" + policy.name(), taken),
                        policy.selector(),
                        policy.hosts(),
                        policy.ports()))
                .toList();
    }

    private Map<String, Object> policy(Policy policy) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("resourceName", resource);
        spec.put("priority", options.priority());
        spec.put("nodeSelector", policy.selector());
        spec.put(
                "nicSelector",
                Map.of("pfNames", policy.ports().stream().map(PoolPort::pfName).toList()));
        spec.put("numVfs", policy.ports().getFirst().numVfs());
        spec.put("deviceType", "vfio-pci");
        return object("SriovNetworkNodePolicy", policy.name(), spec);
    }

    /** The namespaces in which there shall be networks. */
    private SortedSet<String> networkNamespaces() {
        SortedSet<String> namespaces = new TreeSet<>(options.networkNamespaces());
        if (namespaces.isEmpty()) {
            Set<String> clusters = objects.clusters().stream()
                    .filter(cluster -> cluster.getSpec().allIntentNames().contains(name()))
                    .map(cluster -> cluster.getMetadata().getName())
                    .collect(Collectors.toSet());
            objects.vms().stream()
                    .filter(vm -> clusters.contains(vm.getSpec().clusterName()))
                    .forEach(vm -> namespaces.add(vm.getMetadata().getNamespace()));
        }
        if (namespaces.isEmpty()) {
            namespaces.add("default");
        }
        return namespaces;
    }

    private Map<String, Object> network(String network, String where) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("resourceName", resource);
        spec.put("networkNamespace", where);
        return object("SriovNetwork", network, spec);
    }

    private Map<String, Object> object(String kind, String name, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("namespace", namespace);
        metadata.put("name", name);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", API_VERSION);
        object.put("kind", kind);
        object.put("metadata", metadata);
        object.put("spec", spec);
        return object;
    }
}
