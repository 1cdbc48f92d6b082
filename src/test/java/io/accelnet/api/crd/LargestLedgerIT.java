package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.schema.Bounds;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.api.v1alpha1.OperatingSystem;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.SriovSupport;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The most virtual functions that the schema lets a host have, all in use, fit into one object in etcd. */
@ExtendWith(SharedControlPlane.class)
class LargestLedgerIT {
    private static final NodeAdapter PORT = new NodeAdapter(
            "Embedded NIC 1 Port 1-1",
            List.of(),
            SriovSupport.SUPPORTED,
            null,
            null,
            Bounds.VIRTUAL_FUNCTIONS,
            null,
            List.of(),
            null,
            null);

    @Test
    void fitsIntoEtcd(ControlPlane controlPlane) throws IOException {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build()) {
            Crds.install(client);
            AccelNetNode node =
                    client.resource(host("largest-ledger", List.of(PORT))).create();
            try {
                node.setStatus(ledger());

                AccelNetNode stored = client.resource(node).updateStatus();

                assertThat(stored.getStatus().allocations()).hasSize(Bounds.VIRTUAL_FUNCTIONS);
            } finally {
                client.resource(node).delete();
            }
        }
    }

    /** The rule that no two ports share a name must be cheap enough for as many names as there may be, as long as they may be. */
    @Test
    void asManyNamesAsThereMayBeAreAccepted(ControlPlane controlPlane) throws IOException {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build()) {
            Crds.install(client);
            List<NodeAdapter> ports = IntStream.range(0, Bounds.PORTS)
                    .mapToObj(LargestLedgerIT::port)
                    .toList();
            AccelNetNode node = client.resource(host("most-names", ports)).create();
            try {
                assertThat(node.getSpec().adapters()).isEqualTo(ports);
            } finally {
                client.resource(node).delete();
            }
        }
    }

    private static NodeAdapter port(int number) {
        List<String> altNames = IntStream.range(0, Bounds.ALTERNATIVE_NAMES)
                .mapToObj(other -> longest(number + "-" + other + "-"))
                .toList();
        return new NodeAdapter(
                longest(number + "-"), altNames, SriovSupport.SUPPORTED, null, null, 1, null, List.of(), null, null);
    }

    private static String longest(String start) {
        return start + "x".repeat(Bounds.PORT_LENGTH - start.length());
    }

    private static AccelNetNode host(String name, List<NodeAdapter> ports) {
        AccelNetNode node = new AccelNetNode();
        node.setMetadata(new ObjectMetaBuilder().withName(name).build());
        node.setSpec(new AccelNetNodeSpec(
                HostType.EXTERNAL,
                OperatingSystem.WINDOWS,
                null,
                null,
                null,
                Availability.AVAILABLE,
                null,
                null,
                null,
                null,
                null,
                ports));
        return node;
    }

    private static AccelNetNodeStatus ledger() {
        List<Allocation> allocations = IntStream.range(0, Bounds.VIRTUAL_FUNCTIONS)
                .mapToObj(LargestLedgerIT::entry)
                .toList();
        return new AccelNetNodeStatus(
                1L, "production-cluster", null, null, null, null, null, List.of(), allocations, List.of());
    }

    /** With names as long as people make them. */
    private static Allocation entry(int function) {
        return new Allocation(
                PORT.name(),
                function,
                "team-of-the-accounting-department",
                "accounting-frontend-production-" + function,
                "6f1c8a9e-6a0e-4b57-9d6c-0f6b6d0c1f11",
                "production-cluster",
                "Network Adapter - Production",
                Performance.MEDIUM,
                2,
                "hv-042.accounting.example.com");
    }
}
