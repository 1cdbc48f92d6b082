package io.accelnet.cli.scenario;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What manifests don't say and a cluster would: UIDs and generations; that what has no creation time yet is newer than all that
 * has one; the namespaces, each with the label that has its name; and that a host is up whose Node isn't among the manifests.
 *
 * @param objects the objects, with all that
 * @param created the creation time of those that had none, later than all others
 * @param hostsTakenAsUp hosts whose Node isn't among the manifests, by name; without those of which it is said that they are down
 * @param hasOtherNodes whether other Nodes are among the manifests
 */
public record Assumptions(ClusterObjects objects, Instant created, List<String> hostsTakenAsUp, boolean hasOtherNodes) {
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    /** Fills in; objects are changed in place, lists aren't. */
    public static Assumptions about(ClusterObjects objects) {
        Instant created = identify(objects);
        List<Node> nodes = new ArrayList<>(objects.kubernetesNodes());
        List<String> taken = addNodes(nodes, objects.nodes());
        return new Assumptions(
                new ClusterObjects(
                                objects.intents(),
                                objects.nodes(),
                                objects.clusters(),
                                objects.vms(),
                                nodes,
                                namespaces(objects.namespaces(), objects.vms()))
                        .with(objects.kubeVirt())
                        .with(objects.pods()),
                created,
                taken,
                !objects.kubernetesNodes().isEmpty());
    }

    /** Fills in only what tells an object from others, in place, and answers the creation time of those that had none. */
    public static Instant identify(ClusterObjects objects) {
        Instant created = afterAll(objects);
        objects(objects).forEach(object -> identify(object, created.toString()));
        return created;
    }

    /** A second after the newest of these objects was created, as far as they say when. */
    static Instant afterAll(ClusterObjects objects) {
        return objects(objects)
                .flatMap(object -> Stream.ofNullable(object.getMetadata().getCreationTimestamp()))
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH)
                .plusSeconds(1);
    }

    /** The UID of an object that has none yet. */
    static String uid(HasMetadata object) {
        return UUID.nameUUIDFromBytes(ObjectKey.of(object).toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Stream<HasMetadata> objects(ClusterObjects objects) {
        return Stream.of(objects.intents(), objects.nodes(), objects.clusters(), objects.vms())
                .flatMap(List::stream);
    }

    private static void identify(HasMetadata object, String created) {
        ObjectMeta metadata = object.getMetadata();
        if (metadata.getUid() == null) {
            metadata.setUid(uid(object));
        }
        if (metadata.getGeneration() == null) {
            metadata.setGeneration(1L);
        }
        if (metadata.getCreationTimestamp() == null) {
            metadata.setCreationTimestamp(created);
        }
    }

    private static List<String> addNodes(List<Node> nodes, List<AccelNetNode> hosts) {
        Set<String> known =
                nodes.stream().map(node -> node.getMetadata().getName()).collect(Collectors.toSet());
        List<String> taken = new ArrayList<>();
        for (AccelNetNode host : hosts) {
            String name = host.getMetadata().getName();
            if (host.getSpec().hostType() == HostType.KUBERNETES_NODE && known.add(name)) {
                nodes.add(ready(name));
                if (host.getSpec().availability() != Availability.DOWN) {
                    taken.add(name);
                }
            }
        }
        return taken.stream().sorted().toList();
    }

    private static Node ready(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    private static List<Namespace> namespaces(List<Namespace> known, List<AccelNetVM> vms) {
        List<Namespace> all = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        vms.forEach(vm -> missing.add(vm.getMetadata().getNamespace()));
        for (Namespace namespace : known) {
            String name = namespace.getMetadata().getName();
            Map<String, String> labels = new HashMap<>();
            Optional.ofNullable(namespace.getMetadata().getLabels()).ifPresent(labels::putAll);
            labels.put(NAME_LABEL, name);
            all.add(namespace(name, labels));
            missing.remove(name);
        }
        missing.forEach(name -> all.add(namespace(name, Map.of(NAME_LABEL, name))));
        return all;
    }

    private static Namespace namespace(String name, Map<String, String> labels) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
