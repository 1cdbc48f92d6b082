package io.accelnet.testing.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.binaries.Binaries;
import io.accelnet.testing.binaries.Program;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How control planes begin and end. */
class ControlPlaneLifeIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void nothingRemainsAfterClosing() throws InterruptedException {
        List<ProcessHandle> others = ProcessHandle.current().descendants().toList();
        List<ProcessHandle> processes;
        Path workspace;
        try (ControlPlane controlPlane = ControlPlane.start()) {
            processes = ProcessHandle.current()
                    .descendants()
                    .filter(process -> !others.contains(process))
                    .toList();
            workspace = workspaceOf(controlPlane.kubeconfig());
        }

        assertThat(processes).isNotEmpty();
        // A watchdog's own child ends a moment after the server that it watched.
        await().atMost(LIMIT).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(workspace).doesNotExist();
    }

    @Test
    void nothingRemainsAfterTheJvmIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunControlPlane.class.getName(),
                        "--scheduler")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = jvm.inputReader()) {
            Path kubeconfig = Path.of(Objects.requireNonNull(output.readLine(), "the JVM's output"));
            List<ProcessHandle> servers = jvm.descendants().toList();
            assertThat(servers).hasSizeGreaterThanOrEqualTo(4).anyMatch(ControlPlaneLifeIT::isScheduler);

            jvm.destroyForcibly();

            await().atMost(LIMIT).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
            await().atMost(LIMIT).until(() -> Files.notExists(workspaceOf(kubeconfig)));
        }
    }

    @Test
    void aRestartedApiServerKeepsItsAddressAndItsData() throws InterruptedException {
        try (ControlPlane controlPlane = ControlPlane.start();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                        .build()) {
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace("default")
                            .withName("kept")
                            .endMetadata()
                            .build())
                    .create();

            controlPlane.restartApiServer();

            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("kept")
                            .get())
                    .isNotNull();
        }
    }

    @Test
    void aServerThatFailsTellsWhyAndLeavesItsLog() throws Exception {
        var programs = new EnumMap<Program, Path>(
                Binaries.ofEnvironment(System.err::println).get(Program.CONTROL_PLANE));
        Path broken = Files.createTempFile("etcd", "");
        Files.writeString(broken, "#!/bin/sh\necho out of luck\nexit 3\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        programs.put(Program.ETCD, broken);
        var reports = new ArrayList<String>();

        assertThatThrownBy(() -> ControlPlane.start(programs, reports::add))
                .isInstanceOf(ControlPlaneException.class)
                .hasMessageContaining("etcd ended with status 3")
                .hasMessageContaining("out of luck");
        assertThat(reports).singleElement().asString().contains("the logs are kept in");
        Path logs = Path.of(reports.getFirst().replaceFirst(".* ", ""));
        assertThat(logs.resolve("etcd.log")).hasContent("out of luck");
        assertThat(logs.resolveSibling("data")).doesNotExist();
        Files.delete(logs.resolve("etcd.log"));
        Files.delete(logs);
        Files.delete(logs.getParent());
        Files.delete(broken);
    }

    private static boolean isScheduler(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("kube-scheduler");
    }

    private static Path workspaceOf(Path kubeconfig) {
        return Objects.requireNonNull(
                Objects.requireNonNull(kubeconfig.getParent()).getParent());
    }
}
