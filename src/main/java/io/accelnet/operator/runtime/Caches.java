package io.accelnet.operator.runtime;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.KubernetesNodes;
import io.accelnet.operator.gather.TrimmedStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** The caches of all kinds that plans are made from, with our own writes laid over them. */
final class Caches implements AutoCloseable {
    /** A page of the first list: whoever has a hundred thousand objects doesn't want them in one answer. */
    private static final long PAGE = 500;

    private final Watched<NetworkIntent> intents;
    private final Watched<AccelNetNode> nodes;
    private final Watched<AccelNetCluster> clusters;
    private final Watched<AccelNetVM> vms;
    private final Watched<Node> kubernetesNodes;
    private final Watched<Namespace> namespaces;
    private final List<Watched<?>> all;
    private final Assumed assumed;
    private final InFlight inFlight;
    private final Signal signal;

    Caches(
            KubernetesClient client,
            InstantSource clock,
            Assumed assumed,
            InFlight inFlight,
            Departures departures,
            Signal signal) {
        this.assumed = assumed;
        this.inFlight = inFlight;
        this.signal = signal;
        Vanishing none = new Vanishing(object -> Optional.empty(), departures);
        intents = ours(client, NetworkIntent.class, none, clock);
        nodes = ours(client, AccelNetNode.class, new Vanishing(Token::ofNode, departures), clock);
        clusters = ours(client, AccelNetCluster.class, none, clock);
        vms = ours(client, AccelNetVM.class, new Vanishing(Token::ofVm, departures), clock);
        kubernetesNodes = watched(
                client,
                Node.class,
                TrimmedStore::ofNodes,
                (before, after) -> !KubernetesNodes.read(before).equals(KubernetesNodes.read(after)),
                new Vanishing(Token::ofKubernetesNode, departures),
                clock);
        namespaces = watched(
                client,
                Namespace.class,
                TrimmedStore::ofNamespaces,
                (before, after) -> !Objects.equals(
                        before.getMetadata().getLabels(), after.getMetadata().getLabels()),
                none,
                clock);
        all = List.of(intents, nodes, clusters, vms, kubernetesNodes, namespaces);
    }

    private <T extends CustomResource<?, ?>> Watched<T> ours(
            KubernetesClient client, Class<T> type, Vanishing vanishing, InstantSource clock) {
        return watched(
                client,
                type,
                TrimmedStore::ofOurs,
                (before, after) -> !Touch.isMere(before, after) && !inFlight.defers(after) && assumed.isNews(after),
                vanishing,
                clock);
    }

    private <T extends HasMetadata> Watched<T> watched(
            KubernetesClient client,
            Class<T> type,
            java.util.function.Supplier<TrimmedStore<T>> store,
            BiPredicate<T, T> isNews,
            Vanishing vanishing,
            InstantSource clock) {
        return new Watched<>(
                type,
                () -> client.resources(type)
                        .inAnyNamespace()
                        .withLimit(PAGE)
                        .runnableInformer(0)
                        .itemStore(store.get()),
                new News<>(isNews, signal, assumed, vanishing),
                clock);
    }

    boolean haveSynced() {
        return all.stream().allMatch(Watched::hasSynced);
    }

    List<String> problems() {
        return all.stream().flatMap(watched -> watched.problem().stream()).toList();
    }

    /** Looks after the watches; to be called every second or so. */
    void tend() {
        for (Watched<?> watched : all) {
            if (watched.tend()) {
                signal.raise();
            }
        }
    }

    /** Checks one watch after the other; to be called again and again. */
    void probe(Probe probe) {
        all.forEach(probe::look);
    }

    ClusterObjects world() {
        return new ClusterObjects(
                newest(intents),
                newest(nodes),
                newest(clusters),
                newest(vms),
                kubernetesNodes.list(),
                namespaces.list());
    }

    private <T extends HasMetadata> List<T> newest(Watched<T> watched) {
        UnaryOperator<T> overlay = assumed::newest;
        return watched.list().stream().map(overlay).toList();
    }

    @Override
    public void close() {
        all.forEach(Watched::close);
    }
}
