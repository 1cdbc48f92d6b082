package io.accelnet.cli.manifest;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.gather.Trimming;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Puts together what the pieces hold, and finds what is there twice. */
final class Collected {
    private final IntConsumer progress;
    private final List<NetworkIntent> intents = new ArrayList<>();
    private final List<AccelNetNode> nodes = new ArrayList<>();
    private final List<AccelNetCluster> clusters = new ArrayList<>();
    private final List<AccelNetVM> vms = new ArrayList<>();
    private final List<Node> kubernetesNodes = new ArrayList<>();
    private final List<Namespace> namespaces = new ArrayList<>();
    private final Map<ObjectKey, Place> places = new HashMap<>();
    private final SortedMap<String, Integer> passedOver = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Collected(IntConsumer progress) {
        this.progress = progress;
    }

    void add(List<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            switch (manifest) {
                case Manifest.Read read -> add(read);
                case Manifest.PassedOver other -> passedOver.merge(other.kind(), 1, Integer::sum);
                case Manifest.Wrong wrong -> problems.add(wrong.problem());
            }
        }
        progress.accept(places.size());
    }

    private void add(Manifest.Read read) {
        HasMetadata object = read.object();
        ObjectKey key = ObjectKey.of(object);
        @Nullable Place first = places.putIfAbsent(key, read.place());
        if (first != null) {
            problems.add(new Problem(read.place(), key.toString(), "it is written twice: the first is at " + first));
            return;
        }
        object.getMetadata().setManagedFields(null);
        switch (object) {
            case NetworkIntent intent -> intents.add(intent);
            case AccelNetNode node -> nodes.add(node);
            case AccelNetCluster cluster -> clusters.add(cluster);
            case AccelNetVM vm -> vms.add(vm);
            case Node node -> kubernetesNodes.add(Trimming.node(node));
            case Namespace namespace -> namespaces.add(Trimming.namespace(namespace));
            default -> throw new IllegalArgumentException("no plan is made from " + key);
        }
    }

    Loaded loaded() {
        problems.sort(Comparator.comparing(Problem::place));
        return new Loaded(
                new ClusterObjects(intents, nodes, clusters, vms, kubernetesNodes, namespaces),
                places,
                passedOver,
                List.copyOf(problems));
    }
}
