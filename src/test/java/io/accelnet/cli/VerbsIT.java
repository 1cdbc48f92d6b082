package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Terminals;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Settled;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The reading verbs on a live cluster, as a user runs them: they say what they say of manifests with the same statuses. */
@ExtendWith(SharedControlPlane.class)
class VerbsIT {
    private static final String STATUSES = "src/test/resources/docs/samples-with-statuses.yaml";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void sayOfAClusterWhatTheySayOfItsManifests(ControlPlane controlPlane) throws IOException {
        try (Arena arena = Arena.on(controlPlane)) {
            Samples.of(arena.client()).forEach(arena::create);
            arena.operator();
            Settled.await(arena);
            String live = " --kubeconfig " + controlPlane.kubeconfig();

            for (String verb : List.of(
                    "get -o wide",
                    "get vms -A",
                    "get vms -n shop --cluster east -o name",
                    "status east",
                    "prereq east",
                    "prereq --intent nowhere --selector site=east",
                    "explain vm shop/one-too-many",
                    "explain vm database -n shop -o json",
                    "drain-check east-4",
                    "fail east-1 east-4 --dry-run",
                    "unmanaged",
                    "top --once")) {
                assertThat(Shell.type("accelnet " + verb + live))
                        .as(verb)
                        .isEqualTo(Shell.type("accelnet " + verb + " -f " + STATUSES));
            }
        }
    }

    @Test
    void completeNamesFromTheCluster(ControlPlane controlPlane) throws IOException {
        try (Arena arena = Arena.on(controlPlane)) {
            Samples.of(arena.client()).forEach(arena::create);
            String live = " --kubeconfig " + controlPlane.kubeconfig();

            assertThat(complete("status" + live + " ''")).containsExactly("east", ":4");
            assertThat(complete("get vms" + live + " --cluster e")).containsExactly("east", ":4");
            assertThat(complete("get vms" + live + " --cluster=")).containsExactly("--cluster=east", ":4");
            assertThat(complete("prereq" + live + " --intent ''")).containsExactly("compute", ":4");
            assertThat(complete("fail east-1" + live + " ''"))
                    .containsExactly("east-1", "east-2", "east-3", "east-4", ":4");
            assertThat(complete("explain vm -n shop" + live + " o")).containsExactly("one-too-many", "orders", ":4");
            assertThat(complete("explain vm" + live + " shop/c")).containsExactly("shop/cache", ":4");
            assertThat(complete("get vms" + live + " -n sh")).containsExactly("shop", ":4");
            assertThat(complete("get" + live + " --context ''"))
                    .hasSize(2)
                    .last()
                    .isEqualTo(":4");
            assertThat(complete("status --kubeconfig nowhere.yaml ''"))
                    .as("where there is no cluster, there are no names")
                    .containsExactly(":4");
        }
    }

    @Test
    void actAsSomebodyElse(ControlPlane controlPlane) {
        Shell.Answer answer = Shell.type("accelnet get --as nobody --kubeconfig " + controlPlane.kubeconfig());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .isEqualTo(
                        "accelnet: the cluster can't be read: you (nobody) have no right to list accelnetclusters.accelnet.io"
                                + " in the whole cluster. The ClusterRole accelnet-view has it\n");
        assertThat(Shell.type("accelnet get --as nobody --as-group system:masters --kubeconfig "
                                + controlPlane.kubeconfig())
                        .code())
                .isZero();
    }

    @Test
    void knowVirtualMachinesWithoutAnAccelNetVM(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client())) {
            String verb = "accelnet get vms --disabled -n tenant --kubeconfig " + controlPlane.kubeconfig();
            assertThat(Shell.type(verb).err())
                    .contains("VirtualMachines can't be listed: KubeVirt isn't installed here");

            arena.create(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 4));
            kubeVirt.install();
            for (String name : List.of("web", "spare")) {
                kubeVirt.apply("""
                        apiVersion: kubevirt.io/v1
                        kind: VirtualMachine
                        metadata: {namespace: tenant, name: %s}
                        spec:
                          runStrategy: Halted
                          template:
                            spec:
                              domain: {devices: {interfaces: [{name: fast, sriov: {}}]}}
                              networks: [{name: fast, multus: {networkName: fast}}]
                        """.formatted(name));
            }
            arena.create(Objects.reference(Arena.NAMESPACE, "for-web", "web"));

            assertThat(Shell.type(verb + " -o name").out()).isEqualTo("tenant/spare\n");
        }
    }

    /** Until the user interrupts it. */
    @Test
    void topDrawsAnotherPictureWhenSomethingChanges(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            arena.create(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 4));
            StringWriter screen = new StringWriter();
            FutureTask<Integer> top = new FutureTask<>(() -> new Accelnet()
                    .run(
                            new Invocation(
                                    new ByteArrayInputStream(new byte[0]),
                                    new PrintWriter(screen),
                                    new PrintWriter(new StringWriter()),
                                    new Terminals(false, true, false, true),
                                    Clock.systemUTC()),
                            "top",
                            "--kubeconfig",
                            controlPlane.kubeconfig().toString()));
            Thread user = Thread.ofPlatform().start(top);
            try {
                await().atMost(PATIENCE).until(() -> screen.toString().contains("node-1"));
                arena.create(Objects.node("node-2", 4));
                await().atMost(PATIENCE).until(() -> screen.toString().contains("node-2"));
            } finally {
                user.interrupt();
            }
            await().atMost(PATIENCE).until(top::isDone);
        }
    }

    private static List<String> complete(String words) {
        return Shell.type("accelnet __complete " + words).out().lines().toList();
    }
}
