package io.accelnet.operator.gate;

import static io.accelnet.operator.gate.GatedCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The commands of docs/gate.md for the day on which the operator is gone. */
class WayOutIT {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @Test
    void thePodsThatWaitStartAndNewOnesDoNotWait() throws IOException, InterruptedException {
        String page = Files.readString(Path.of("docs/gate.md"));
        List<String> commands = COMMANDS.matcher(page.substring(page.indexOf("## When the operator is gone")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(commands).hasSize(2);
        try (GatedCluster cluster = GatedCluster.start()) {
            cluster.admin().resource(Pods.requesting("vm-1")).create();
            cluster.admin()
                    .resource(Pods.requesting(
                            "vm-2", "schedulingGates: [{name: example.com/a}, {name: " + Gate.NAME + "}]"))
                    .create();
            cluster.admin()
                    .resource(Pods.of(
                            "other", "schedulingGates: [{name: example.com/a}]\ncontainers: [{name: a, image: none}]"))
                    .create();

            run(cluster, commands.get(0));
            // The API server hears of the deletion of each policy and binding by itself, in any order.
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                    .until(() -> !Gate.holds(cluster.admin()
                            .resource(Pods.requesting("new"))
                            .dryRun()
                            .create()));
            await().atMost(PATIENCE).until(() -> run(cluster, commands.get(1)) == 0);

            assertThat(gates(cluster, "vm-1")).isEmpty();
            assertThat(gates(cluster, "vm-2")).containsExactly("example.com/a");
            assertThat(gates(cluster, "other")).containsExactly("example.com/a");
        }
    }

    private static List<String> gates(GatedCluster cluster, String pod) {
        return cluster.read(pod).getSpec().getSchedulingGates().stream()
                .map(PodSchedulingGate::getName)
                .toList();
    }

    private static int run(GatedCluster cluster, String script) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-ec", script).inheritIO();
        Path kubectl = cluster.kubectl().executable();
        shell.environment().put("KUBECONFIG", cluster.kubectl().kubeconfig().toString());
        shell.environment()
                .merge(
                        "PATH",
                        Objects.requireNonNull(kubectl.toAbsolutePath().getParent())
                                .toString(),
                        (path, ours) -> ours + File.pathSeparator + path);
        return shell.start().waitFor();
    }
}
