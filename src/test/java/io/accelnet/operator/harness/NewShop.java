package io.accelnet.operator.harness;

import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a new user finds who enables Accelerated Networking: four hosts with eight VFs each, and ten VMs that have none yet. */
public final class NewShop {
    /** The namespace of the VMs. */
    public static final String NAMESPACE = "shop";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private NewShop() {}

    /** Creates the intent, the hosts, and the VMs web, database and vm1 to vm8. */
    public static void prepare(Arena arena, KubeVirt kubeVirt) {
        NetworkIntent intent = Objects.intent();
        intent.getMetadata().setName("vm-ports");
        arena.create(intent);
        IntStream.rangeClosed(1, 4).forEach(i -> arena.create(Objects.node("host-" + i, 8)));
        arena.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        Stream.concat(Stream.of("web", "database"), IntStream.rangeClosed(1, 8).mapToObj(i -> "vm" + i))
                .forEach(name -> kubeVirt.apply(KubeVirt.machine(NAMESPACE, name)));
    }

    /** Takes the namespace away, and waits until it has gone: the next test finds nothing of this one. */
    public static void clear(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            arena.client().namespaces().withName(NAMESPACE).delete();
            await().atMost(PATIENCE)
                    .until(() -> arena.client().namespaces().withName(NAMESPACE).get() == null);
        }
    }
}
