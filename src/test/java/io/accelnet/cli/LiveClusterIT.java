package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.HostTellers;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Settled;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.plan.Planner;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command on a live cluster: it says what it says of manifests, and what the operator does; and it only reads. */
@ExtendWith(SharedControlPlane.class)
class LiveClusterIT {
    private static final String SAMPLES = "deploy/samples";
    private static final String USER = "planner";
    private static final List<Class<? extends HasMetadata>> OURS =
            List.of(NetworkIntent.class, AccelNetCluster.class, AccelNetNode.class, AccelNetVM.class);

    @Test
    void saysWhatTheOperatorDoesAndWritesNothing(ControlPlane controlPlane) throws IOException {
        try (Arena arena = Arena.on(controlPlane)) {
            Path reader = reader(controlPlane, arena.client());
            Samples.of(arena.client()).forEach(arena::create);
            String planned =
                    Shell.type("accelnet plan -f " + SAMPLES + " -o json").out();

            SortedMap<String, String> before = versions(arena.client());
            assertThat(live(reader)).isEqualTo(planned);
            assertThat(versions(arena.client())).isEqualTo(before);

            arena.operator();
            Settled.await(arena);
            SortedMap<String, String> settled = versions(arena.client());
            assertThat(live(reader)).isEqualTo(planned);
            assertThat(versions(arena.client())).isEqualTo(settled);

            assertThat(statuses(arena.client()))
                    .isEqualTo(statuses(Shell.type("accelnet plan -f " + SAMPLES + " -o yaml")
                            .out()));
        }
    }

    /** What would be if is asked of a running cluster without touching it. */
    @Test
    void asksWhatWouldBeWithReadOnlyRights(ControlPlane controlPlane) throws IOException {
        try (Arena arena = Arena.on(controlPlane)) {
            Path reader = reader(controlPlane, arena.client());
            Samples.of(arena.client()).forEach(arena::create);
            arena.operator();
            Settled.await(arena);
            SortedMap<String, String> before = versions(arena.client());

            Shell.Answer answer = Shell.type("accelnet plan --kubeconfig " + reader
                    + " --fail-worst --fit --add-vms 1 --level Low --add-node east-9=east-1");

            assertThat(answer.err()).isEmpty();
            assertThat(answer.out()).contains("added-1", "east-9", "What fits into cluster east");
            assertThat(versions(arena.client())).isEqualTo(before);
            try (KubernetesClient client = client(reader)) {
                AccelNetNode node =
                        client.resources(AccelNetNode.class).list().getItems().getFirst();
                assertThatThrownBy(() -> client.resource(node).delete())
                        .as("the rights it ran with")
                        .isInstanceOf(KubernetesClientException.class);
            }
        }
    }

    /** References are resolved as the operator does it, and what they are resolved from goes into the answer. */
    @Test
    void resolvesReferences(ControlPlane controlPlane) throws IOException {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client())) {
            Path reader = reader(controlPlane, arena.client());
            arena.create(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 4), Objects.node("node-2", 4));
            arena.create(Objects.reference(Arena.NAMESPACE, "for-web", "web"));
            assertThat(live(reader)).contains("KubeVirt isn't installed here");

            kubeVirt.install();
            kubeVirt.apply(KubeVirt.machine(Arena.NAMESPACE, "web"));
            kubeVirt.apply("""
                    apiVersion: kubevirt.io/v1
                    kind: VirtualMachineInstance
                    metadata: {namespace: tenant, name: web}
                    spec: {domain: {devices: {}}}
                    status: {phase: Running, nodeName: node-2}
                    """);

            assertThat(live(reader)).contains("fast has port-1 VF 0", "on node node-2");
            String answer =
                    Shell.type("accelnet plan -o yaml --kubeconfig " + reader).out();
            assertThat(answer).contains("runStrategy: Halted");
            assertThat(Shell.run(answer, "plan", "-f", "-", "-o", "json").out()).isEqualTo(live(reader));
        }
    }

    /** Also while no operator follows it. */
    @Test
    void followsLabelsOfVirtualMachines(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            arena.create(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 4), Objects.node("node-2", 4));
            Path reader = reader(controlPlane, arena.client());
            assertThat(live(reader)).doesNotContain("web").contains("\"notes\" : [ ]");
            kubeVirt.apply("""
                    apiVersion: kubevirt.io/v1
                    kind: VirtualMachine
                    metadata: {namespace: tenant, name: web, labels: {accelnet.io/performance: Low}}
                    spec:
                      runStrategy: Halted
                      template:
                        spec:
                          domain:
                            cpu: {sockets: 4}
                            devices: {interfaces: [{name: fast, sriov: {}}]}
                          networks: [{name: fast, multus: {networkName: fast}}]
                    """);

            assertThat(live(reader)).contains("fast has port-1 VF 0");
            arena.client().rbac().clusterRoles().withName(USER).edit(role -> {
                role.getRules().removeIf(rule -> rule.getApiGroups().contains("kubevirt.io"));
                return role;
            });
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> live(reader).contains("you have no right to list VirtualMachines"));
        }
    }

    /** The hosts that the operator would make are there already, and those that it has made are there once. */
    @Test
    void hasTheHostsThatAreDiscovered(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            Path admin = controlPlane.kubeconfig();
            NetworkIntent intent = Objects.intent();
            intent.setSpec(
                    new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of(Objects.PORT), "example.com/vm_ports"));
            arena.create(intent, Objects.cluster(0));
            tellers.node("host-1", Map.of());
            tellers.state("host-1", 8, "Succeeded");

            String before = Shell.type("accelnet plan --kubeconfig " + admin).out();
            assertThat(before)
                    .contains(
                            "Discovery makes the AccelNetNodes of these Nodes, unless the operator is installed without it:"
                                    + " host-1.");
            assertThat(Shell.type("accelnet plan --no-discovery --kubeconfig " + admin)
                            .out())
                    .doesNotContain("host-1");
            assertThat(Shell.type("accelnet plan --kubeconfig " + reader(controlPlane, arena.client()))
                            .err())
                    .as("without the right to list pods, which the intent's resource asks for")
                    .contains("you (planner) have no right to list pods");

            arena.operator();
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            arena.nodes().stream().filter(Statuses::isReady).count() == 1);
            assertThat(Shell.type("accelnet plan --kubeconfig " + admin).out())
                    .isEqualTo(before.replaceAll("Discovery makes[^\n]*\n", ""));
        }
    }

    /** Nobody would get anything on them: the operator is told to leave such Nodes alone. */
    @Test
    void hasNoHostsThatTheOperatorDoesNotDiscover(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            String live = " --kubeconfig " + controlPlane.kubeconfig();
            arena.create(Objects.intent(), Objects.node("node-1", 2));
            tellers.node("storage-1", Map.of());
            tellers.state("storage-1", 8, "Succeeded");
            assertThat(Shell.type("accelnet enable main --intent compute --dry-run=client" + live)
                            .out())
                    .as("no operator has been here yet")
                    .contains("nodes: 2", "unless the operator is installed without it: storage-1.");

            arena.create(Objects.cluster(0), Objects.vm(Arena.NAMESPACE, "web"));
            arena.operator(options -> options.discovery(DiscoverySettings.OFF));
            Settled.await(arena);

            assertThat(Shell.type("accelnet drain-check node-1" + live).code()).isEqualTo(1);
            for (String verb : List.of(
                    "plan --fail node-1",
                    "drain-check node-1",
                    "fail node-1 --dry-run",
                    "prereq main",
                    "explain vm tenant/web",
                    "set main --reserve 10 --dry-run=client",
                    "enable other --intent compute --dry-run=client",
                    "vm set web -n tenant --performance High --dry-run=client")) {
                assertThat(Shell.type("accelnet " + verb + live).screen())
                        .as(verb)
                        .isNotEmpty()
                        .doesNotContain("storage-1", "Missing", "Unknown option");
            }
            assertThat(new ConsoleActions(arena.client(), arena.client(), new Planner(), Clock.systemUTC())
                            .planned().nodes().stream()
                                    .map(node -> node.getMetadata().getName()))
                    .containsExactly("node-1");
        }
    }

    @Test
    void saysWhichClusterCannotBeRead(ControlPlane controlPlane) {
        Path nobody = controlPlane.kubeconfigFor("nobody");

        Shell.Answer answer = Shell.type("accelnet plan --kubeconfig " + nobody);

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .startsWith(
                        "accelnet: the cluster can't be read: you (nobody) have no right to list networkintents.accelnet.io");
    }

    @Test
    void knowsTheContextsOfAKubeconfig(ControlPlane controlPlane) {
        Shell.Answer answer =
                Shell.type("accelnet plan --kubeconfig " + controlPlane.kubeconfig() + " --context no-such");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("no context no-such");
    }

    private static String live(Path kubeconfig) {
        Shell.Answer answer = Shell.type("accelnet plan -o json --kubeconfig " + kubeconfig);
        assertThat(answer.err()).isEmpty();
        return answer.out();
    }

    /** Somebody who may list what plans are made from, and nothing else. */
    private static Path reader(ControlPlane controlPlane, KubernetesClient admin) {
        admin.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(USER)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("accelnet.io")
                        .withResources("accelnetclusters", "accelnetnodes", "accelnetvms", "networkintents")
                        .withVerbs("list")
                        .endRule()
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("nodes", "namespaces")
                        .withVerbs("list")
                        .endRule()
                        .addNewRule()
                        .withApiGroups("kubevirt.io", "instancetype.kubevirt.io", "k8s.cni.cncf.io")
                        .withResources("*")
                        .withVerbs("list")
                        .endRule()
                        .addNewRule()
                        .withApiGroups("apps")
                        .withResources("controllerrevisions")
                        .withVerbs("list")
                        .endRule()
                        .build())
                .forceConflicts()
                .serverSideApply();
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(USER)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", USER)
                        .addNewSubject("rbac.authorization.k8s.io", "User", USER, null)
                        .build())
                .serverSideApply();
        return controlPlane.kubeconfigFor(USER);
    }

    /** By name, so that their age, which counts whole seconds, doesn't matter. */
    private static SortedMap<String, String> versions(KubernetesClient client) {
        SortedMap<String, String> versions = new TreeMap<>();
        for (Class<? extends HasMetadata> kind : OURS) {
            for (HasMetadata object :
                    client.resources(kind).inAnyNamespace().list().getItems()) {
                versions.put(
                        object.getKind() + " " + object.getMetadata().getName(),
                        object.getMetadata().getResourceVersion());
            }
        }
        return versions;
    }

    private static SortedMap<String, String> statuses(KubernetesClient client) {
        SortedMap<String, String> statuses = new TreeMap<>();
        for (Class<? extends HasMetadata> kind : OURS) {
            for (HasMetadata object :
                    client.resources(kind).inAnyNamespace().list().getItems()) {
                JsonNode json = new YAMLMapper()
                        .valueToTree(client.getKubernetesSerialization().convertValue(object, JsonNode.class));
                statuses.put(key(json), timeless(json.get("status")));
            }
        }
        return statuses;
    }

    private static SortedMap<String, String> statuses(String yaml) throws IOException {
        SortedMap<String, String> statuses = new TreeMap<>();
        try (MappingIterator<JsonNode> objects =
                new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
            while (objects.hasNext()) {
                JsonNode json = objects.next();
                // Namespaces and Nodes are there for the next plan, and have no status of ours.
                if (json.path("apiVersion").asText().startsWith("accelnet.io/")) {
                    statuses.put(key(json), timeless(json.get("status")));
                }
            }
        }
        return statuses;
    }

    private static String key(JsonNode object) {
        return object.get("kind").asText() + " " + object.at("/metadata/name").asText();
    }

    /** Without what no plan can know: times, and the UIDs that the API server gives. */
    private static String timeless(JsonNode status) {
        status.path("conditions").forEach(condition -> ((ObjectNode) condition).remove("lastTransitionTime"));
        status.path("allocations").forEach(allocation -> ((ObjectNode) allocation).remove("uid"));
        return status.toPrettyString();
    }

    private static KubernetesClient client(Path kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }
}
