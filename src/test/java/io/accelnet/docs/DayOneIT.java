package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.gate.Gate;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * docs/day-one.md, step by step: its commands are read from the page, and each thing that it says of VMs is looked at. VMs of KubeVirt
 * run by the tests' actor, kube-scheduler is the genuine one.
 */
class DayOneIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String GATE_PAGE = "docs/gate.md";

    private final DocumentedCommands page = DocumentedCommands.of("docs/day-one.md");

    DayOneIT() throws IOException {}

    @Test
    void aPoolThatIsInUseIsSwitchedOnAndBack() throws IOException, InterruptedException {
        try (DayOneCluster cluster = new DayOneCluster()) {
            aCase(cluster);
            Map<String, String> before = running(cluster, "web", "database", "big");

            install(cluster);
            adopt(cluster);
            assertThat(running(cluster, "web", "database", "big"))
                    .as("what ran runs on")
                    .isEqualTo(before);
            warn(cluster);
            on(cluster);
            whatWaits(cluster);

            oneVmBack(cluster);
            theClusterBack(cluster);
            off(cluster);
            uninstall(cluster);
        }
    }

    /** Pods of strangers on two hosts keep the large VM from having a second host on which it would fit. */
    private static void aCase(DayOneCluster cluster) {
        for (String host : List.of("host-2", "host-3")) {
            cluster.client()
                    .resource(cluster.stranger("capture-on-" + host, "nodeName: " + host))
                    .create();
        }
        cluster.vms().create("big", "Always", 4, "1Gi");
        cluster.vms().create("web", "Always", 1, "1Gi");
        cluster.vms().create("database", "Always", 1, "1Gi");
        for (String vm : List.of("web", "database", "big")) {
            await().atMost(PATIENCE).until(() -> cluster.running(vm).isPresent());
        }
    }

    private void install(DayOneCluster cluster) throws IOException, InterruptedException {
        List<String> blocks = blocks("1. Install, and look", 3);
        cluster.type(blocks.get(0));
        cluster.type(blocks.get(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.type(blocks.get(2)))
                        .contains("host-1", "host-2", "host-3")
                        .contains("shop/capture-on-host-2", "shop/virt-launcher-web"));
    }

    private void adopt(DayOneCluster cluster) throws IOException, InterruptedException {
        List<String> blocks = blocks("2. An AccelNetVM for each VM", 2);
        cluster.type(blocks.get(0));
        for (String vm : List.of("web", "database")) {
            assertThat(cluster.entry(vm)).as("where %s runs", vm).isEqualTo(cluster.runsOn(vm));
        }
        await().atMost(PATIENCE)
                .until(() -> cluster.reason("big", "ResourcesReserved").equals("cluster_not_enough_resources"));
        assertThat(cluster.type(blocks.get(1)))
                .contains("web", "database")
                .contains("What would admit it")
                .contains("runs all the same, unmanaged");
    }

    private void warn(DayOneCluster cluster) throws IOException, InterruptedException {
        List<String> blocks = blocks("3. Warn, for a few days", 3);
        cluster.type(blocks.get(0));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.type(blocks.get(1)))
                        .contains("Warning: ", "With enforcement On it would wait"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.type(blocks.get(2)))
                        .contains(
                                "shop/capture-on-host-2",
                                "shop/capture-on-host-3",
                                "shop/virt-launcher-big",
                                "shop/big")
                        .doesNotContain("web", "database"));
        restart(cluster, "web");
    }

    private void on(DayOneCluster cluster) throws IOException, InterruptedException {
        Map<String, String> before = running(cluster, "web", "database", "big");
        List<String> blocks = blocks("4. On", 3);
        cluster.type(blocks.get(0));
        cluster.type(blocks.get(1));
        awaitGate(cluster, true);
        assertThat(running(cluster, "web", "database", "big")).isEqualTo(before);
    }

    private void whatWaits(DayOneCluster cluster) throws IOException, InterruptedException {
        restart(cluster, "web");
        await().atMost(PATIENCE).until(() -> cluster.entry("web").equals(cluster.runsOn("web")));
        cluster.vms().restart("big");
        cluster.vms().create("forgotten", "Always", 1, "1Gi");
        cluster.client().resource(cluster.stranger("capture-again", "")).create();
        assertThatThrownBy(() -> cluster.client()
                        .resource(cluster.stranger("capture-by-node", "nodeName: host-2"))
                        .create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("Remove spec.nodeName");
        await().atMost(PATIENCE)
                .until(() -> cluster.events("VirtualMachine", "big").contains("NotAdmitted"));
        await().atMost(PATIENCE)
                .until(() -> cluster.events("VirtualMachine", "forgotten").contains("NoAccelNetVM"));
        await().atMost(PATIENCE)
                .until(() -> cluster.events("Pod", "capture-again").contains("NoAccelNetVM"));
        assertThat(cluster.waits("big")).isTrue();
        assertThat(cluster.waits("forgotten")).isTrue();
        assertThat(cluster.type(blocks("4. On", 3).get(2)))
                .contains("virt-launcher-big", "virt-launcher-forgotten", "capture-again", "SchedulingGated")
                .contains("NotAdmitted", "NoAccelNetVM");

        cluster.addHost("host-4");
        await().atMost(PATIENCE).until(() -> cluster.running("big").isPresent());
        await().atMost(PATIENCE).until(() -> cluster.entry("big").equals(cluster.runsOn("big")));
    }

    private void oneVmBack(DayOneCluster cluster) throws IOException, InterruptedException {
        Map<String, String> before = running(cluster, "web");
        cluster.type(blocks("Back: one VM", 1).getFirst());
        await().atMost(PATIENCE).until(() -> cluster.accelNetVm("web").isEmpty());
        assertThat(running(cluster, "web")).isEqualTo(before);
        cluster.vms().restart("web");
        await().atMost(PATIENCE)
                .until(() -> cluster.events("VirtualMachine", "web").contains("NoAccelNetVM"));
        assertThat(cluster.waits("web")).isTrue();

        cluster.type(blocks("2. An AccelNetVM for each VM", 2).getFirst());
        await().atMost(PATIENCE).until(() -> cluster.running("web").isPresent());
        await().atMost(PATIENCE).until(() -> cluster.entry("web").equals(cluster.runsOn("web")));
    }

    private void theClusterBack(DayOneCluster cluster) throws IOException, InterruptedException {
        List<String> blocks = blocks("Back: a cluster", 2);
        Map<String, String> ledger = cluster.ledger();
        Optional<String> node = cluster.runsOn("web");
        cluster.type(blocks.get(0));
        await().atMost(PATIENCE)
                .until(() -> cluster.reason("web", "ResourcesReserved").equals("Unmanaged"));
        restart(cluster, "web");
        assertThat(cluster.runsOn("web")).isEqualTo(node);
        String migration = cluster.vms().migrate("web");
        await().atMost(PATIENCE)
                .until(() -> cluster.vms()
                        .migration(migration)
                        .filter(it -> it.text("status", "phase").equals("Failed"))
                        .isPresent());
        // The event follows the deletion.
        await().atMost(PATIENCE)
                .until(() -> cluster.events("VirtualMachine", "web").contains("MigrationRefused"));
        assertThat(cluster.ledger()).isEqualTo(ledger);

        cluster.type(blocks.get(1));
        await().atMost(PATIENCE).until(() -> cluster.entry("web").equals(node));
        await().atMost(PATIENCE).until(() -> cluster.entry("big").equals(cluster.runsOn("big")));
        assertThat(cluster.ledger()).isEqualTo(ledger);
    }

    private void off(DayOneCluster cluster) throws IOException, InterruptedException {
        Map<String, String> before = running(cluster, "web", "database", "big");
        cluster.type(blocks("Back to Off", 1).getFirst());
        awaitGate(cluster, false);
        assertThat(cluster.waits("forgotten")).isTrue();
        assertThat(cluster.entry("web")).isEqualTo(cluster.runsOn("web"));
        removeGates(cluster);
        await().atMost(PATIENCE).until(() -> cluster.running("forgotten").isPresent());
        restart(cluster, "database");
        before.putAll(running(cluster, "database"));
        assertThat(running(cluster, "web", "database", "big")).isEqualTo(before);
    }

    private void uninstall(DayOneCluster cluster) throws IOException, InterruptedException {
        List<String> blocks = blocks("Uninstall", 2);
        Map<String, String> before = running(cluster, "web", "database", "big");
        Map<String, String> ledger = cluster.ledger();
        cluster.type(blocks.get(0));
        assertThat(cluster.ledger()).isEqualTo(ledger);
        assertThat(cluster.type(blocks("Policies that were left behind", 2).getFirst()))
                .isEmpty();
        cluster.type(blocks.get(1));
        await().atMost(PATIENCE)
                .until(() ->
                        cluster.client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                                .noneMatch(crd -> crd.getSpec().getGroup().equals("accelnet.io")));
        restart(cluster, "web");
        before.putAll(running(cluster, "web"));
        assertThat(running(cluster, "web", "database", "big")).isEqualTo(before);
    }

    @Test
    void policiesThatWereLeftBehindHoldNobodyInTheEnd() throws IOException, InterruptedException {
        try (DayOneCluster cluster = new DayOneCluster()) {
            cluster.type(blocks("1. Install, and look", 3).getFirst());
            cluster.type(blocks("3. Warn, for a few days", 3).getFirst());
            cluster.type(blocks("4. On", 3).getFirst());
            awaitGate(cluster, true);
            cluster.type("kubectl delete deployment accelnet-operator --namespace accelnet-system");
            cluster.vms().create("web", "Always", 1, "1Gi");
            await().atMost(PATIENCE).until(() -> cluster.waits("web"));
            List<String> blocks = blocks("Policies that were left behind", 2);
            assertThat(cluster.type(blocks.get(0))).contains("accelnet-gate", "accelnet-fence");

            cluster.type(DocumentedCommands.of(GATE_PAGE)
                    .below("When the operator is gone")
                    .getFirst());
            awaitGate(cluster, false);
            removeGates(cluster);
            await().atMost(PATIENCE).until(() -> cluster.running("web").isPresent());

            cluster.type(blocks.get(1));
            assertThat(cluster.type(blocks.get(0))).isEmpty();
            assertThat(cluster.type("kubectl get clusterroles,clusterrolebindings"))
                    .doesNotContain("operator-gate");
            restart(cluster, "web");
        }
    }

    @Test
    void entriesStayFromInlineFactsToReferences() throws IOException, InterruptedException {
        List<String> blocks = blocks("From inline facts to references", 4);
        try (DayOneCluster cluster = new DayOneCluster()) {
            cluster.vms().create("web", "Always", 1, "1Gi");
            cluster.vms().create("database", "Always", 1, "1Gi");
            for (String vm : List.of("web", "database")) {
                await().atMost(PATIENCE).until(() -> cluster.runsOn(vm).isPresent());
            }
            cluster.type(blocks("1. Install, and look", 3).getFirst());
            cluster.type(inline(cluster));
            for (String vm : List.of("web", "database", "outside-1", "outside-2")) {
                await().atMost(PATIENCE).until(() -> cluster.entry(vm).isPresent());
            }
            cluster.type(accelNetVm("waiting", ""));
            await().atMost(PATIENCE)
                    .until(() -> cluster.reason("waiting", "ResourcesReserved").equals("cluster_not_enough_resources"));
            Map<String, String> ledger = cluster.ledger();
            assertThat(ledger).hasSize(4);

            cluster.type(blocks.get(0));
            cluster.type(blocks.get(1));
            assertThat(cluster.ledger()).isEqualTo(ledger);
            cluster.type(blocks.get(2));
            cluster.type(blocks.get(3));
            for (String vm : List.of("web", "database")) {
                assertThat(cluster.entry(vm)).isEqualTo(cluster.runsOn(vm));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cluster.type(
                                    blocks("1. Install, and look", 3).get(2)))
                            .contains("host-1")
                            .doesNotContain("no admitted VM"));
            assertThat(cluster.ledger())
                    .containsOnlyKeys(ledger.keySet())
                    .containsEntry("web", ledger.get("web"))
                    .containsEntry("database", ledger.get("database"));
            assertThat(cluster.reason("waiting", "ResourcesReserved")).isEqualTo("cluster_not_enough_resources");
        }
    }

    /** Two of three hosts may fail, so four virtual functions can be promised: two to VMs that run here, two to others. */
    private static String inline(DayOneCluster cluster) {
        return apply("""
                        apiVersion: accelnet.io/v1alpha1
                        kind: NetworkIntent
                        metadata: {name: vm-ports}
                        spec: {types: [Compute], adapters: [ens1f0]}
                        ---
                        apiVersion: accelnet.io/v1alpha1
                        kind: AccelNetCluster
                        metadata: {name: vms}
                        spec: {intentName: vm-ports, nodeReservePercentage: 67}
                        """)
                + accelNetVm("web", ", nodeName: " + cluster.runsOn("web").orElseThrow())
                + accelNetVm(
                        "database", ", nodeName: " + cluster.runsOn("database").orElseThrow())
                + accelNetVm("outside-1", "")
                + accelNetVm("outside-2", "");
    }

    private static String accelNetVm(String name, String node) {
        return apply("""
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetVM
                metadata: {name: %s, namespace: shop}
                spec:
                  clusterName: vms
                  performance: Low
                  virtualMachine: {virtualProcessors: 4, networkAdapters: [eth0]%s}
                """.formatted(name, node));
    }

    private static String apply(String manifests) {
        return "kubectl apply --server-side -f - <<'YAML'\n" + manifests + "YAML\n";
    }

    private List<String> blocks(String heading, int count) {
        List<String> blocks = page.below(heading);
        assertThat(blocks).as(heading).hasSize(count);
        return blocks;
    }

    /** The API server hears of each policy by itself: for a moment it may know one of them only, and refuses pods. */
    private static void awaitGate(DayOneCluster cluster, boolean holds) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> Gate.holds(cluster.client()
                                .resource(cluster.stranger("probe", ""))
                                .dryRun()
                                .create())
                        == holds);
    }

    private static void removeGates(DayOneCluster cluster) throws IOException {
        String command = DocumentedCommands.of(GATE_PAGE)
                .below("When the operator is gone")
                .getLast();
        await().atMost(PATIENCE).untilAsserted(() -> cluster.type(command));
    }

    private static void restart(DayOneCluster cluster, String vm) {
        Optional<String> before = cluster.running(vm);
        cluster.vms().restart(vm);
        await().atMost(PATIENCE)
                .until(() -> cluster.running(vm)
                        .filter(now -> !before.equals(Optional.of(now)))
                        .isPresent());
    }

    /** Which instances these VMs have. */
    private static Map<String, String> running(DayOneCluster cluster, String... vms) {
        Map<String, String> instances = new HashMap<>();
        for (String vm : vms) {
            instances.put(vm, cluster.running(vm).orElseThrow());
        }
        return instances;
    }
}
