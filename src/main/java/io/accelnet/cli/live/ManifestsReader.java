package io.accelnet.cli.live;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.manifest.BadInputException;
import io.accelnet.cli.manifest.Conditions;
import io.accelnet.cli.manifest.Loaded;
import io.accelnet.cli.manifest.Loader;
import io.accelnet.cli.manifest.Source;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads manifests that have statuses, such as somebody got from a cluster, or as {@code accelnet plan -o yaml} writes them. */
public final class ManifestsReader implements ClusterReader {
    private final Loaded loaded;
    private final Scope scope;
    private final Invocation invocation;

    private ManifestsReader(Loaded loaded, Scope scope, Invocation invocation) {
        this.loaded = loaded;
        this.scope = scope;
        this.invocation = invocation;
    }

    /** A reader of what these files hold. */
    public static ManifestsReader of(List<String> files, boolean recursive, Scope scope, Invocation invocation)
            throws IOException {
        Loaded loaded = new Loader(
                        Schemas.load(), scope.namespace().orElse(Scope.DEFAULT_NAMESPACE), Conditions.KEPT, count -> {})
                .load(Source.of(files, recursive, invocation.in()));
        if (!loaded.problems().isEmpty()) {
            throw new BadInputException(loaded.problems(), "nothing is answered");
        }
        return new ManifestsReader(loaded, scope, invocation);
    }

    @Override
    public List<AccelNetCluster> clusters() {
        return loaded.objects().clusters();
    }

    @Override
    public Optional<AccelNetCluster> cluster(String name) {
        return clusters().stream()
                .filter(cluster -> cluster.getMetadata().getName().equals(name))
                .findFirst();
    }

    @Override
    public List<AccelNetNode> nodes() {
        return loaded.objects().nodes();
    }

    @Override
    public List<AccelNetVM> vms(Scope where, Optional<String> cluster) {
        return loaded.objects().vms().stream()
                .filter(where::has)
                .filter(vm -> cluster.map(name -> name.equals(vm.getSpec().clusterName()))
                        .orElse(true))
                .toList();
    }

    @Override
    public Listing<KubeVirtVirtualMachine> virtualMachines(Scope where) {
        Listing<KubeVirtVirtualMachine> all = loaded.objects().kubeVirt().virtualMachines();
        return new Listing<>(all.objects().stream().filter(where::has).toList(), all.unknown());
    }

    @Override
    public PlannedObjects planned(PlannedHosts hosts) {
        return PlannedObjects.of(loaded, hosts, invocation.clock().instant());
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public void close() {}
}
