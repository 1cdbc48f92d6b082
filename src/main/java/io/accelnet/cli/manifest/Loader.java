package io.accelnet.cli.manifest;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.HostObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.gather.RequestingPods;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads files one after another, puts together what they hold, and finds what is there twice. */
public final class Loader {
    private final ManifestReader reader;
    private final Conditions conditions;
    private final IntConsumer progress;
    private final List<NetworkIntent> intents = new ArrayList<>();
    private final List<AccelNetNode> nodes = new ArrayList<>();
    private final List<AccelNetCluster> clusters = new ArrayList<>();
    private final List<AccelNetVM> vms = new ArrayList<>();
    private final List<Node> kubernetesNodes = new ArrayList<>();
    private final List<Namespace> namespaces = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private final List<ReferencedObject<?, ?>> referenced = new ArrayList<>();
    private final Set<Class<? extends ReferencedObject<?, ?>>> otherKinds;
    private final List<ReferencedObject<?, ?>> others = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> written = new ArrayList<>();
    private final Map<ObjectKey, SourceLocation> places = new HashMap<>();
    private final SortedMap<String, Integer> passedOver = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A loader, for one set of files.
     *
     * @param defaultNamespace where objects live that don't say where
     * @param conditions which conditions are kept; with them is kept what references are resolved from, as it is written
     * @param progress is told how many objects have been read so far
     */
    public Loader(Schemas schemas, String defaultNamespace, Conditions conditions, IntConsumer progress) {
        this(schemas, defaultNamespace, conditions, progress, Set.of());
    }

    /**
     * The same, of further kinds too.
     *
     * @param others kinds that no plan is made from, but whose objects are asked for
     */
    public Loader(
            Schemas schemas,
            String defaultNamespace,
            Conditions conditions,
            IntConsumer progress,
            Set<Class<? extends ReferencedObject<?, ?>>> others) {
        this.otherKinds = Set.copyOf(others);
        this.reader = new ManifestReader(schemas, defaultNamespace, conditions, otherKinds);
        this.conditions = conditions;
        this.progress = progress;
    }

    /**
     * Reads these files.
     *
     * @throws IOException if one can't be read at all
     */
    public Loaded load(List<Source> sources) throws IOException {
        for (Source source : sources) {
            try (InputStream content = source.content().open()) {
                DocumentReader.read(content, document -> reader.read(source.name(), document, this::add));
            }
        }
        problems.sort(Comparator.comparing(Problem::place));
        return new Loaded(
                new ClusterObjects(intents, nodes, clusters, vms, kubernetesNodes, namespaces)
                        .with(KubeVirtObjects.of(referenced))
                        .with(HostObjects.of(referenced))
                        .with(RequestingPods.among(pods, intents)),
                List.copyOf(written),
                List.copyOf(others),
                places,
                passedOver,
                List.copyOf(problems));
    }

    private void add(Manifest manifest) {
        switch (manifest) {
            case Manifest.Read read -> add(read);
            case Manifest.Referenced found -> add(found);
            case Manifest.PassedOver other -> passedOver.merge(other.kind(), 1, Integer::sum);
            case Manifest.Wrong wrong -> problems.add(wrong.problem());
        }
    }

    private void add(Manifest.Read read) {
        HasMetadata object = read.object();
        ObjectKey key = ObjectKey.of(object);
        if (!isFirst(key, read.place())) {
            return;
        }
        object.getMetadata().setManagedFields(null);
        switch (object) {
            case NetworkIntent intent -> intents.add(intent);
            case AccelNetNode node -> nodes.add(node);
            case AccelNetCluster cluster -> clusters.add(cluster);
            case AccelNetVM vm -> vms.add(vm);
            case Node node -> kubernetesNodes.add(Trimming.node(node));
            case Pod pod -> pods.add(pod);
            case Namespace namespace -> namespaces.add(Trimming.namespace(namespace));
            default -> throw new IllegalArgumentException("no plan is made from " + key);
        }
        progress.accept(places.size());
    }

    private void add(Manifest.Referenced found) {
        if (isFirst(ObjectKey.of(found.object()), found.place())) {
            found.object().trim();
            if (otherKinds.contains(found.object().getClass())) {
                others.add(found.object());
                return;
            }
            referenced.add(found.object());
            if (conditions == Conditions.KEPT) {
                written.add(found.written());
            }
            progress.accept(places.size());
        }
    }

    private boolean isFirst(ObjectKey key, SourceLocation place) {
        @Nullable SourceLocation first = places.putIfAbsent(key, place);
        if (first != null) {
            problems.add(new Problem(place, key.toString(), "it is written twice: the first is at " + first));
        }
        return first == null;
    }
}
