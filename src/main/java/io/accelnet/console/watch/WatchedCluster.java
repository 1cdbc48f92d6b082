package io.accelnet.console.watch;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * A cluster as the API server tells of its changes. Kinds that whoever started the console may not see are unknown, and why is said in
 * words.
 */
public final class WatchedCluster implements ClusterFacts, AutoCloseable {
    /** Listing twenty thousand takes some seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AtomicLong version = new AtomicLong();
    private final List<WatchedKind<?>> kinds = new ArrayList<>();
    private final WatchedKind<AccelNetCluster> clusters;
    private final WatchedKind<AccelNetNode> nodes;
    private final WatchedKind<NetworkIntent> intents;
    private final WatchedKind<AccelNetVM> vms;
    private final Optional<WatchedKind<KubeVirtVirtualMachine>> machines;

    /**
     * Starts to watch, and returns once everything is known.
     *
     * @param namespace where VMs are looked for; empty: everywhere
     * @throws KubernetesClientException if nothing can be read at all
     */
    public WatchedCluster(KubernetesClient client, Optional<String> namespace) throws InterruptedException {
        try {
            this.clusters = watch(client.resources(AccelNetCluster.class), Trimming::ours);
            this.nodes = watch(client.resources(AccelNetNode.class), Trimming::ours);
            this.intents = watch(client.resources(NetworkIntent.class), Trimming::ours);
            this.vms = watch(in(namespace, client, AccelNetVM.class), Trimming::ours);
            this.machines = client.supports(KubeVirtVirtualMachine.class)
                    ? Optional.of(watch(in(namespace, client, KubeVirtVirtualMachine.class), WatchedCluster::trimmed))
                    : Optional.empty();
            List<KubernetesClientException> failures = new ArrayList<>();
            for (WatchedKind<?> kind : kinds) {
                kind.await(PATIENCE).ifPresent(failures::add);
            }
            if (failures.size() == kinds.size()) {
                throw failures.getFirst();
            }
        } catch (InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends HasMetadata> WatchedKind<T> watch(
            FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, Resource<T>> which,
            UnaryOperator<T> trim) {
        WatchedKind<T> kind = new WatchedKind<>(which, trim, version::incrementAndGet);
        kinds.add(kind);
        return kind;
    }

    private static <T extends HasMetadata>
            FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, Resource<T>> in(
                    Optional<String> namespace, KubernetesClient client, Class<T> type) {
        return namespace
                .<FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, Resource<T>>>map(
                        name -> client.resources(type).inNamespace(name))
                .orElseGet(() -> client.resources(type).inAnyNamespace());
    }

    private static KubeVirtVirtualMachine trimmed(KubeVirtVirtualMachine machine) {
        machine.trim();
        return machine;
    }

    @Override
    public Listing<AccelNetCluster> clusters() {
        return clusters.listing();
    }

    @Override
    public Listing<AccelNetNode> nodes() {
        return nodes.listing();
    }

    @Override
    public Listing<NetworkIntent> intents() {
        return intents.listing();
    }

    @Override
    public Listing<AccelNetVM> vms() {
        return vms.listing();
    }

    @Override
    public Listing<KubeVirtVirtualMachine> machines() {
        return machines.map(WatchedKind::listing).orElseGet(() -> Listing.notInstalled(KubeVirtVirtualMachine.class));
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public boolean isConnected() {
        return kinds.stream().allMatch(WatchedKind::isConnected);
    }

    @Override
    public void close() {
        kinds.forEach(WatchedKind::close);
    }
}
