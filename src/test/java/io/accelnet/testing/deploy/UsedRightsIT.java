package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.HostTellers;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.operator.metrics.MetricsSettings;
import io.accelnet.operator.metrics.MetricsSettings.Mode;
import io.accelnet.operator.metrics.Scraper;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator has the rights that it uses, which every test shows that runs it with them, and no other. */
@ExtendWith(SharedControlPlane.class)
class UsedRightsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAME = "accelnet-operator";

    private final UsedRights used = new UsedRights();

    @Test
    void everyRightIsUsed(ControlPlane controlPlane) throws IOException, InterruptedException {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client());
                HostTellers tellers = new HostTellers(arena.client())) {
            kubeVirt.install();
            tellers.install();
            KubernetesClient client = arena.client();
            // Whoever led before, on the same API server, has left its Lease.
            client.leases()
                    .inNamespace(InstalledOperator.NAMESPACE)
                    .withName(NAME)
                    .delete();
            AccelNetOperator first = operator(arena, Clock.systemUTC());
            scrape(first, client);
            live(arena, client);
            discover(client, tellers);
            follow(arena, kubeVirt);
            first.close();
            loseWhatLedgersSpeakOf(client);
            operator(arena, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(used.all()).isEqualTo(granted(client)));
        }
    }

    /** With a token that the API server knows: only for those it is asked what they may. */
    private static void scrape(AccelNetOperator operator, KubernetesClient client)
            throws IOException, InterruptedException {
        String token = client.serviceAccounts()
                .inNamespace(InstalledOperator.NAMESPACE)
                .withName(InstalledOperator.SERVICE_ACCOUNT)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        assertThat(Scraper.get(operator.metricsPort().orElseThrow(), token).statusCode())
                .isEqualTo(403);
    }

    /** A life in which everything happens that the operator has rights for. */
    private static void live(Arena arena, KubernetesClient client) {
        arena.create(
                Objects.intent("example.com/vm_ports"),
                Objects.cluster(0),
                Objects.node("node-1", 1),
                Objects.node("node-2", 1),
                Objects.node("node-3", 1, HostType.KUBERNETES_NODE, Availability.AVAILABLE),
                Objects.node("node-4", 1, HostType.KUBERNETES_NODE, Availability.AVAILABLE));
        kubernetesNode(client, "node-3");
        kubernetesNode(client, "node-4");
        arena.create(vm("vm-1", "node-1"), vm("vm-2", "node-3"), vm("vm-3", "node-2"));
        await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
    }

    /** A host that comes by itself, and whose Node goes. */
    private static void discover(KubernetesClient client, HostTellers tellers) {
        tellers.node("node-5", Map.of());
        tellers.state("node-5", 1, "Succeeded");
        await().atMost(PATIENCE)
                .until(() ->
                        client.resources(AccelNetNode.class).withName("node-5").get() != null);
        client.nodes().withName("node-5").delete();
        await().atMost(PATIENCE)
                .until(() -> client.resources(AccelNetNode.class)
                        .withName("node-5")
                        .get()
                        .getMetadata()
                        .getAnnotations()
                        .containsKey("accelnet.io/node-gone-since"));
    }

    /** A VirtualMachine asks for an AccelNetVM by its label, and no longer. */
    private static void follow(Arena arena, KubeVirt kubeVirt) {
        int before = arena.vms().size();
        kubeVirt.apply(labelled("{accelnet.io/performance: Low}"));
        await().atMost(PATIENCE).until(() -> arena.vms().size() > before);
        kubeVirt.apply(labelled("{}"));
        await().atMost(PATIENCE).until(() -> arena.vms().size() == before);
    }

    private static String labelled(String labels) {
        return """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: %s, name: labelled, labels: %s}
                spec: {runStrategy: Halted, template: {spec: {domain: {devices: {}}}}}
                """.formatted(Arena.NAMESPACE, labels);
    }

    /** While nobody looks: whoever comes next must ask whether it is really gone. */
    private static void loseWhatLedgersSpeakOf(KubernetesClient client) {
        client.resources(AccelNetNode.class).withName("node-1").delete();
        client.nodes().delete();
        client.resources(AccelNetVM.class)
                .inNamespace(Arena.NAMESPACE)
                .withName("vm-3")
                .delete();
    }

    private AccelNetOperator operator(Arena arena, Clock clock) {
        return arena.operator(options -> options.leaderElection(true)
                .metrics(new MetricsSettings(Mode.SECURE, 0, Optional.empty()))
                .httpClient(used)
                .clock(clock));
    }

    private static AccelNetVM vm(String name, String node) {
        return Objects.vm(Arena.NAMESPACE, name, Performance.LOW, List.of("nic-1"), node);
    }

    private static void kubernetesNode(KubernetesClient client, String name) {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
        client.nodes()
                .withName(name)
                .editStatus(node -> new NodeBuilder(node)
                        .editOrNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .withReason("Test")
                        .endCondition()
                        .endStatus()
                        .build());
    }

    private static SortedSet<String> granted(KubernetesClient client) {
        SortedSet<String> rights = new TreeSet<>();
        client.rbac().clusterRoles().withName(NAME).get().getRules().forEach(rule -> add(rule, rights));
        client.rbac()
                .roles()
                .inNamespace(InstalledOperator.NAMESPACE)
                .withName(NAME)
                .get()
                .getRules()
                .forEach(rule -> add(rule, rights));
        return rights;
    }

    private static void add(PolicyRule rule, SortedSet<String> rights) {
        for (String group : rule.getApiGroups()) {
            for (String resource : rule.getResources()) {
                rule.getVerbs().forEach(verb -> rights.add(UsedRights.right(verb, group, resource)));
            }
        }
    }
}
