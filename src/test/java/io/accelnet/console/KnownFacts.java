package io.accelnet.console;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.console.watch.ClusterFacts;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A cluster of which a test says what is known. */
public final class KnownFacts implements ClusterFacts {
    private static final Path SAMPLES = Path.of("src/test/resources/docs/samples-with-statuses.yaml");

    private final List<HasMetadata> objects = new ArrayList<>();
    private Optional<String> unknown = Optional.empty();
    private volatile boolean connected = true;
    private final AtomicLong version = new AtomicLong();

    /** That which the samples describe, with the statuses that the operator writes. */
    public static KnownFacts samples() throws IOException {
        KnownFacts facts = new KnownFacts();
        KubernetesSerialization serialization = new KubernetesSerialization();
        Stream.of(Files.readString(SAMPLES).split("(?m)^---\n"))
                .filter(document -> !document.isBlank())
                .forEach(document ->
                        kind(document).ifPresent(type -> facts.has(stored(serialization.unmarshal(document, type)))));
        return facts;
    }

    private static HasMetadata stored(HasMetadata object) {
        object.getMetadata().setUid("uid-of-" + object.getMetadata().getName());
        object.getMetadata().setResourceVersion("1");
        return object;
    }

    private static Optional<Class<? extends HasMetadata>> kind(String document) {
        return Stream.of(AccelNetCluster.class, AccelNetNode.class, AccelNetVM.class, NetworkIntent.class)
                .filter(type -> document.contains("\nkind: " + HasMetadata.getKind(type) + "\n")
                        || document.startsWith("kind: " + HasMetadata.getKind(type) + "\n"))
                .<Class<? extends HasMetadata>>map(type -> type)
                .findFirst();
    }

    /** These are there, too. */
    public KnownFacts has(HasMetadata... more) {
        objects.addAll(List.of(more));
        return this;
    }

    /** These aren't there any more. */
    public KnownFacts lacks(HasMetadata... gone) {
        objects.removeAll(List.of(gone));
        return this;
    }

    /** A VirtualMachine with an SR-IOV interface. */
    public static KubeVirtVirtualMachine machine(String namespace, String name) {
        return new KubernetesSerialization().unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: %s, name: '%s'}
                spec:
                  template:
                    spec:
                      domain:
                        devices: {interfaces: [{name: fast, sriov: {}}]}
                """.formatted(namespace, name), KubeVirtVirtualMachine.class);
    }

    /** Whoever asks may see nothing. */
    public KnownFacts forbid(String why) {
        unknown = Optional.of(why);
        return this;
    }

    /** Whether the API server answers. */
    public void connected(boolean answers) {
        connected = answers;
    }

    /** Something has changed. */
    public void changes() {
        version.incrementAndGet();
    }

    private <T> Listing<T> listing(Class<T> type) {
        return unknown.<Listing<T>>map(Listing::unknown)
                .orElseGet(() -> Listing.of(objects.stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList()));
    }

    @Override
    public Listing<AccelNetCluster> clusters() {
        return listing(AccelNetCluster.class);
    }

    @Override
    public Listing<AccelNetNode> nodes() {
        return listing(AccelNetNode.class);
    }

    @Override
    public Listing<NetworkIntent> intents() {
        return listing(NetworkIntent.class);
    }

    @Override
    public Listing<AccelNetVM> vms() {
        return listing(AccelNetVM.class);
    }

    @Override
    public Listing<KubeVirtVirtualMachine> machines() {
        return listing(KubeVirtVirtualMachine.class);
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public boolean isConnected() {
        return connected;
    }
}
