package io.accelnet.cli.live;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads a live cluster: each time what is asked for, and no more. */
public final class LiveReader implements ClusterReader {
    /** The field by which the API server can select AccelNetVMs. */
    private static final String CLUSTER_FIELD = "spec.clusterName";

    private final Config config;
    private final KubernetesClient client;
    private final Scope scope;
    private final Clock clock;

    /** A reader of the cluster that these options say. */
    public LiveReader(ConnectionOptions options, Clock clock) {
        this.config = options.connection().config();
        this.client = Connection.clientForShowing(config);
        this.scope = options.scope(Optional.ofNullable(config.getNamespace()));
        this.clock = clock;
    }

    @Override
    public List<AccelNetCluster> clusters() {
        return LiveCluster.all(client, AccelNetCluster.class, Trimming::ours);
    }

    @Override
    public Optional<AccelNetCluster> cluster(String name) {
        // There are few, and whoever may list them needn't have the right to get one.
        return clusters().stream()
                .filter(cluster -> cluster.getMetadata().getName().equals(name))
                .findFirst();
    }

    @Override
    public List<AccelNetNode> nodes() {
        return LiveCluster.all(client, AccelNetNode.class, Trimming::ours);
    }

    @Override
    public List<AccelNetVM> vms(Scope where, Optional<String> cluster) {
        if (cluster.isPresent()) {
            try {
                return LiveCluster.all(
                        where.of(client, AccelNetVM.class).withField(CLUSTER_FIELD, cluster.get()), Trimming::ours);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_BAD_REQUEST) {
                    throw e;
                }
                // Kubernetes 1.30 may not know the field; then the choice is made here.
            }
        }
        return LiveCluster.all(where.of(client, AccelNetVM.class), Trimming::ours).stream()
                .filter(vm -> cluster.map(name -> name.equals(vm.getSpec().clusterName()))
                        .orElse(true))
                .toList();
    }

    @Override
    public Listing<KubeVirtVirtualMachine> virtualMachines(Scope where) {
        return new LiveReferences(client, false).list(KubeVirtVirtualMachine.class, where);
    }

    @Override
    public PlannedObjects planned(PlannedHosts hosts) {
        try (KubernetesClient whole = Connection.client(config)) {
            return PlannedObjects.of(LiveCluster.read(whole, false), hosts, clock.instant());
        }
    }

    /** Its clusters and nodes, as they change; to be closed. */
    public WatchedObjects watch() {
        return new WatchedObjects(client);
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public void close() {
        client.close();
    }
}
