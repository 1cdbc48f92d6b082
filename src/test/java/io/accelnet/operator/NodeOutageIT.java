package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Settled;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Tool;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host that is down: no failed deployment, and yet to be seen, with the commands of docs/operations.md. */
@ExtendWith(SharedControlPlane.class)
class NodeOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path PAGE = Path.of("docs/operations.md");

    @Test
    void isSeenAndFailsNoDeployment(ControlPlane controlPlane) throws IOException, InterruptedException {
        Tool kubectl = Tool.of(Program.KUBECTL, controlPlane.kubeconfig());
        try (Arena arena = Arena.on(controlPlane)) {
            arena.operator();
            arena.create(Objects.intent(), Objects.cluster(50));
            for (int i = 0; i < 4; i++) {
                arena.create(Objects.node("outage-" + i, 4));
            }
            arena.create(Objects.vm(Arena.NAMESPACE, "vm"));
            Settled.await(arena);
            String wait = fromThePage("kubectl wait ");
            assertThat(run(kubectl, wait).status()).isZero();

            declare(arena, Availability.DOWN);
            Settled.await(arena);
            // As a tool that deploys waits: kubectl, too, waits for a status of the newest spec.
            assertThat(run(kubectl, "kubectl wait --for=condition=Ready accelnetnodes --all --timeout=1s")
                            .status())
                    .isZero();
            assertThat(run(kubectl, "kubectl wait --for=condition=Ready accelnetcluster/main --timeout=1s")
                            .status())
                    .isZero();
            assertThat(run(kubectl, wait).status()).isNotZero();
            assertThat(run(kubectl, fromThePage("kubectl get accelnetnodes  ")).expectSuccess())
                    .containsPattern("outage-2 +main +DeclaredDown +True")
                    .containsPattern("outage-1 +main +Up +True");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    run(kubectl, fromThePage("kubectl events ")).expectSuccess())
                            .containsPattern("Warning +DeclaredDown +AccelNetNode/outage-2"));

            declare(arena, Availability.AVAILABLE);
            Settled.await(arena);
            assertThat(run(kubectl, wait).status()).isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events(arena.client()))
                            .containsExactly("Normal Ready", "Warning DeclaredDown", "Normal Up"));
        }
    }

    private static void declare(Arena arena, Availability availability) {
        arena.client()
                .resources(AccelNetNode.class)
                .withName("outage-2")
                .edit(node -> Objects.with(node, availability));
    }

    private static List<String> events(KubernetesClient client) {
        return client.events().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> "outage-2".equals(event.getRegarding().getName()))
                .sorted((one, other) -> one.getEventTime()
                        .getTime()
                        .compareTo(other.getEventTime().getTime()))
                .map((Event event) -> event.getType() + " " + event.getReason())
                .toList();
    }

    /** The command that begins so, without what makes it go on for long. */
    private static String fromThePage(String start) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .replaceFirst("#.*", "")
                .replace(" --watch", "")
                .replaceFirst("--timeout=\\w+", "--timeout=1s");
    }

    private static Tool.Answer run(Tool kubectl, String command) throws IOException, InterruptedException {
        return kubectl.run(Stream.of(command.trim().split(" +")).skip(1).toArray(String[]::new));
    }
}
