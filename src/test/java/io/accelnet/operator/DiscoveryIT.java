package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.LinkState;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.api.v1alpha1.OperatingSystem;
import io.accelnet.api.v1alpha1.SriovSupport;
import io.accelnet.operator.canned.Probe;
import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.HostTellers;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts that are discovered, on an API server that has what others tell of them, gets it, or loses it. */
@ExtendWith(SharedControlPlane.class)
class DiscoveryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RESOURCE = "example.com/vm_ports";

    @Test
    void hostsAppearByThemselvesAndFollowWhatIsToldOfThem(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            intent(arena);
            tellers.node(
                    "host-1",
                    Map.of("topology.kubernetes.io/zone", "a", "feature.node.kubernetes.io/pci-8086.present", "true"));
            tellers.node("without-functions", Map.of());
            tellers.node("not-synced", Map.of());
            tellers.node("untold", Map.of());
            tellers.state("without-functions", 0, "Succeeded");
            tellers.state("not-synced", 8, "InProgress");
            arena.operator();
            tellers.state("host-1", 8, "Succeeded");

            AccelNetNode host = awaitNode(arena, "host-1", Statuses::isReady);
            assertThat(host.getMetadata().getLabels()).isEqualTo(Map.of("topology.kubernetes.io/zone", "a"));
            assertThat(host.getMetadata().getOwnerReferences()).isEmpty();
            assertThat(host.getSpec())
                    .returns(HostType.KUBERNETES_NODE, AccelNetNodeSpec::hostType)
                    .returns(OperatingSystem.LINUX, AccelNetNodeSpec::operatingSystem)
                    .returns("Red Hat Enterprise Linux 9.6 (Plow)", AccelNetNodeSpec::osImage)
                    .returns("5.14.0-570.el9.x86_64", AccelNetNodeSpec::kernelVersion)
                    .returns(Availability.AVAILABLE, AccelNetNodeSpec::availability)
                    .returns(null, AccelNetNodeSpec::hyperthreading);
            assertThat(host.getSpec().adapters())
                    .containsExactlyInAnyOrder(port(Objects.PORT, LinkState.UP, 8), port("eno1", LinkState.DOWN, 0));

            tellers.state("host-1", 6, "Succeeded");
            awaitNode(arena, "host-1", node -> functions(node) == 6);
            arena.client().nodes().withName("host-1").edit(node -> {
                node.getMetadata().getLabels().put("feature.node.kubernetes.io/cpu-hardware_multithreading", "true");
                node.getMetadata().getLabels().remove("topology.kubernetes.io/zone");
                node.getSpec()
                        .setTaints(List.of(new TaintBuilder()
                                .withKey("kubevirt.io/drain")
                                .withEffect("NoSchedule")
                                .build()));
                return node;
            });
            AccelNetNode changed =
                    awaitNode(arena, "host-1", node -> node.getSpec().availability() == Availability.MAINTENANCE);
            assertThat(changed.getMetadata().getLabels()).isNullOrEmpty();
            assertThat(changed.getSpec().hyperthreading()).isTrue();
            assertThat(changed.getSpec().availabilityReason())
                    .isEqualTo("the Kubernetes Node has the taint kubevirt.io/drain");

            assertThat(arena.nodes())
                    .extracting(node -> node.getMetadata().getName())
                    .containsExactly("host-1");
            tellers.state("not-synced", 8, "Succeeded");
            tellers.state("without-functions", 2, "Succeeded");
            awaitNode(arena, "not-synced", Statuses::isReady);
            awaitNode(arena, "without-functions", Statuses::isReady);
            Consistency.assertHolds(arena);
        }
    }

    @Test
    void anAccelNetNodeThatIsDeletedWhileItsHostIsThereComesBack(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            intent(arena);
            arena.operator();
            tellers.node("host-1", Map.of());
            tellers.state("host-1", 8, "Succeeded");
            for (int times = 0; times < 2; times++) {
                AccelNetNode host = awaitNode(arena, "host-1", Statuses::isReady);

                arena.client().resource(host).delete();

                String uid = host.getMetadata().getUid();
                awaitNode(
                        arena,
                        "host-1",
                        node -> Statuses.isReady(node)
                                && !node.getMetadata().getUid().equals(uid));
            }
        }
    }

    @Test
    void whatAPersonStatesStaysAndAllElseIsKept(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            intent(arena);
            arena.operator();
            tellers.node("host-1", Map.of("topology.kubernetes.io/zone", "a"));
            tellers.state("host-1", 8, "Succeeded");
            awaitNode(arena, "host-1", node -> functions(node) == 8);

            apply(arena, "gitops", """
                    apiVersion: accelnet.io/v1alpha1
                    kind: AccelNetNode
                    metadata: {name: host-1, labels: {rack: r1, topology.kubernetes.io/zone: b}}
                    spec:
                      kernelVersion: mine
                      adapters: [{name: port-1, virtualFunctions: 4, queuePairs: 64}]
                    """);
            tellers.state("host-1", 16, "Succeeded");
            arena.client().nodes().withName("host-1").edit(node -> {
                node.getMetadata().getLabels().put("topology.kubernetes.io/region", "north");
                node.getMetadata().getLabels().put("topology.kubernetes.io/zone", "c");
                return node;
            });
            AccelNetNode host = awaitNode(
                    arena,
                    "host-1",
                    node -> node.getMetadata().getLabels().containsKey("topology.kubernetes.io/region"));
            assertThat(host.getMetadata().getLabels())
                    .isEqualTo(Map.of(
                            "rack", "r1",
                            "topology.kubernetes.io/zone", "b",
                            "topology.kubernetes.io/region", "north"));
            assertThat(host.getSpec().kernelVersion()).isEqualTo("mine");
            assertThat(host.getSpec().osImage()).isEqualTo("Red Hat Enterprise Linux 9.6 (Plow)");
            assertThat(functions(host)).isEqualTo(4);

            // Given up, a required field among them: discovery goes on.
            apply(arena, "gitops", """
                    apiVersion: accelnet.io/v1alpha1
                    kind: AccelNetNode
                    metadata: {name: host-1}
                    spec: {adapters: [{name: port-1, queuePairs: 64}]}
                    """);
            AccelNetNode again = awaitNode(arena, "host-1", node -> functions(node) == 16);
            assertThat(again.getSpec().kernelVersion()).isEqualTo("5.14.0-570.el9.x86_64");
            assertThat(again.getMetadata().getLabels()).containsEntry("topology.kubernetes.io/zone", "c");
            assertThat(adapter(again).queuePairs()).isEqualTo(64);

            arena.client()
                    .resources(AccelNetNode.class)
                    .withName("host-1")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"availability\": \"Down\"}}");
            tellers.state("host-1", 12, "InProgress");
            tellers.node("host-2", Map.of());
            tellers.state("host-2", 1, "Succeeded");
            awaitNode(arena, "host-2", Statuses::isReady);
            AccelNetNode down = node(arena, "host-1");
            assertThat(down.getSpec().availability()).isEqualTo(Availability.DOWN);
            assertThat(down.getSpec().availabilityReason()).isNull();
        }
    }

    @Test
    void anAccelNetNodeThatAPersonMadeIsCompletedAndNeverDeleted(ControlPlane controlPlane) {
        MovedClock clock = new MovedClock();
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            intent(arena);
            AccelNetNode mine = Objects.node("host-1", 3, HostType.KUBERNETES_NODE, null);
            arena.create(mine, Objects.node("outside", 3));
            tellers.node("host-1", Map.of("topology.kubernetes.io/zone", "a"));
            tellers.node("outside", Map.of("topology.kubernetes.io/zone", "a"));
            tellers.state("host-1", 8, "Succeeded");
            tellers.state("outside", 8, "Succeeded");
            AccelNetOperator operator = arena.operator(options -> options.clock(clock));

            AccelNetNode host =
                    awaitNode(arena, "host-1", node -> node.getSpec().adapters().size() == 2);
            assertThat(host.getMetadata().getLabels()).containsEntry("topology.kubernetes.io/zone", "a");
            assertThat(functions(host)).isEqualTo(3);
            assertThat(host.getSpec().osImage()).isEqualTo("Ubuntu 24.04");
            assertThat(node(arena, "outside").getMetadata().getLabels()).isNullOrEmpty();

            tellers.node("host-2", Map.of());
            tellers.state("host-2", 1, "Succeeded");
            awaitNode(arena, "host-2", Statuses::isReady);
            arena.client().nodes().delete();
            awaitNode(arena, "host-2", node -> goneSince(node) != null);
            clock.forward(Duration.ofMinutes(61));
            operator.close();
            arena.operator(options -> options.clock(clock));

            await().atMost(PATIENCE).until(() -> node(arena, "host-2") == null);
            assertThat(node(arena, "host-1")).isNotNull();
            assertThat(goneSince(node(arena, "host-1"))).isNull();
        }
    }

    @Test
    void whileAHostIsSetUpItsLastPortsStand(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            intent(arena);
            arena.create(Objects.cluster(0), Objects.vm(Arena.NAMESPACE, "web"));
            arena.operator();
            tellers.node("host-1", Map.of("feature.node.kubernetes.io/cpu-hardware_multithreading", "false"));
            tellers.state("host-1", 8, "Succeeded");
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));

            tellers.state("host-1", 0, "InProgress");
            AccelNetNode busy =
                    awaitNode(arena, "host-1", node -> node.getSpec().availability() == Availability.MAINTENANCE);
            assertThat(functions(busy)).isEqualTo(8);
            assertThat(busy.getSpec().availabilityReason())
                    .isEqualTo("the SR-IOV network operator hasn't set up its ports (syncStatus InProgress)");
            assertThat(busy.getStatus().allocations()).hasSize(1);
            awaitNode(arena, "host-1", node -> message(node, "Available").contains("(syncStatus InProgress)"));

            tellers.state("host-1", 12, "Succeeded");
            AccelNetNode done =
                    awaitNode(arena, "host-1", node -> node.getSpec().availability() == Availability.AVAILABLE);
            assertThat(functions(done)).isEqualTo(12);
            assertThat(done.getSpec().availabilityReason()).isNull();
            assertThat(done.getStatus().allocations()).hasSize(1);
            Consistency.assertHolds(arena);
        }
    }

    @Test
    void aNodeThatIsGoneTakesNoLedgerWithIt(ControlPlane controlPlane) {
        MovedClock clock = new MovedClock();
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            intent(arena);
            arena.create(Objects.cluster(0), Objects.vm(Arena.NAMESPACE, "web"));
            AccelNetOperator operator = arena.operator(options -> options.clock(clock));
            tellers.node("host-1", Map.of("feature.node.kubernetes.io/cpu-hardware_multithreading", "false"));
            tellers.state("host-1", 8, "Succeeded");
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));

            arena.client().nodes().withName("host-1").delete();
            tellers.forget("host-1");
            awaitNode(arena, "host-1", node -> goneSince(node) != null);
            tellers.node("host-1", Map.of("feature.node.kubernetes.io/cpu-hardware_multithreading", "false"));
            tellers.state("host-1", 8, "Succeeded");
            AccelNetNode back = awaitNode(arena, "host-1", node -> goneSince(node) == null);
            assertThat(back.getStatus().allocations()).hasSize(1);

            arena.client().nodes().withName("host-1").delete();
            tellers.forget("host-1");
            awaitNode(arena, "host-1", node -> goneSince(node) != null);
            clock.forward(Duration.ofMinutes(61));
            // What it has to remember is in the object.
            operator.close();
            arena.operator(options -> options.clock(clock));
            // In maintenance, so that the VM can't move there.
            tellers.node("host-2", Map.of("kubevirt.io/schedulable", "false"));
            tellers.state("host-2", 1, "Succeeded");
            awaitNode(arena, "host-2", node -> node.getStatus() != null);
            assertThat(node(arena, "host-1").getStatus().allocations()).hasSize(1);

            arena.vms().forEach(vm -> arena.client().resource(vm).delete());
            // It may be deleted before anybody sees it without entries. A predicate of its own isn't asked about null.
            await().atMost(PATIENCE).until(() -> {
                AccelNetNode node = node(arena, "host-1");
                return node == null || node.getStatus().allocations().isEmpty();
            });
            clock.forward(Duration.ofMinutes(2));
            tellers.state("host-2", 2, "Succeeded");
            await().atMost(PATIENCE).until(() -> node(arena, "host-1") == null);
        }
    }

    @Test
    void kindsThatAreInstalledLaterAreTakenUpAndTheirRemovalChangesNothing(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client())) {
            intent(arena);
            tellers.node("host-1", Map.of());
            int health = arena.operator().healthPort();
            await().atMost(PATIENCE).until(() -> Probe.status(health, "/readyz") == 200);

            tellers.install();
            tellers.apply("""
                    apiVersion: nfd.k8s-sigs.io/v1alpha1
                    kind: NodeFeature
                    metadata: {namespace: default, name: host-1, labels: {nfd.node.kubernetes.io/node-name: host-1}}
                    spec:
                      features:
                        attributes: {cpu.topology: {elements: {hardware_multithreading: "true", socket_count: "2"}}}
                        instances:
                          network.device:
                            elements:
                              - attributes: {name: port-1, operstate: up, sriov_numvfs: "3", sriov_totalvfs: "64"}
                              - attributes: {name: port-1v0, operstate: down}
                    """);
            AccelNetNode host = awaitNode(arena, "host-1", Statuses::isReady);
            assertThat(host.getSpec().adapters()).containsExactly(port(Objects.PORT, LinkState.UP, 3));
            assertThat(host.getSpec().hyperthreading()).isTrue();

            tellers.state("host-1", 8, "Succeeded");
            String version = awaitNode(arena, "host-1", node -> functions(node) == 8 && Statuses.isReady(node))
                    .getMetadata()
                    .getResourceVersion();
            tellers.uninstall();
            arena.create(Objects.vm(Arena.NAMESPACE, "later"));
            await().atMost(PATIENCE)
                    .until(() -> arena.vms().stream().allMatch(vm -> Statuses.observedGeneration(vm) != null));
            await().atMost(PATIENCE).until(() -> Probe.status(health, "/readyz") == 200);
            assertThat(node(arena, "host-1").getMetadata().getResourceVersion()).isEqualTo(version);
        }
    }

    @Test
    void itIsSwitchedOffOrNarrowedByLabels(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            intent(arena);
            tellers.node("host-1", Map.of("pool", "vms", "example.com/rack", "r1"));
            tellers.node("host-2", Map.of("example.com/rack", "r1"));
            tellers.state("host-1", 8, "Succeeded");
            tellers.state("host-2", 8, "Succeeded");
            AccelNetOperator off = arena.operator(options -> options.discovery(DiscoverySettings.OFF));
            arena.create(Objects.node("other", 1));
            awaitNode(arena, "other", Statuses::isReady);
            off.close();
            assertThat(arena.nodes()).hasSize(1);

            arena.operator(options -> options.discovery(
                    new DiscoverySettings(true, DiscoverySettings.selector("pool=vms"), List.of("example.com/"))));
            AccelNetNode host = awaitNode(arena, "host-1", Statuses::isReady);
            assertThat(host.getMetadata().getLabels()).isEqualTo(Map.of("example.com/rack", "r1"));
            assertThat(node(arena, "host-2")).isNull();
        }
    }

    /** What is settled costs no write, nor does a restart. */
    @Test
    void aRestartWritesNothing(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                HostTellers tellers = new HostTellers(arena.client()).install()) {
            intent(arena);
            tellers.node("host-1", Map.of("topology.kubernetes.io/zone", "a"));
            tellers.state("host-1", 8, "Succeeded");
            AccelNetOperator first = arena.operator();
            awaitNode(arena, "host-1", Statuses::isReady);
            apply(arena, "gitops", """
                    apiVersion: accelnet.io/v1alpha1
                    kind: AccelNetNode
                    metadata: {name: host-1}
                    spec: {kernelVersion: mine, adapters: [{name: port-1, virtualFunctions: 4}]}
                    """);
            tellers.node("host-2", Map.of());
            tellers.state("host-2", 1, "Succeeded");
            awaitNode(arena, "host-2", Statuses::isReady);
            first.close();
            String version = node(arena, "host-1").getMetadata().getResourceVersion();

            PatchedNodes patched = new PatchedNodes();
            arena.operator(options -> options.httpClient(patched));
            tellers.node("host-3", Map.of());
            tellers.state("host-3", 1, "Succeeded");
            awaitNode(arena, "host-3", Statuses::isReady);

            assertThat(patched.names()).containsExactly("host-3");
            assertThat(node(arena, "host-1").getMetadata().getResourceVersion()).isEqualTo(version);
        }
    }

    private static void intent(Arena arena) {
        NetworkIntent intent = Objects.intent();
        intent.setSpec(new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of(Objects.PORT), RESOURCE));
        arena.create(intent);
    }

    private static NodeAdapter port(String name, LinkState link, int functions) {
        return new NodeAdapter(
                name, List.of(), SriovSupport.SUPPORTED, null, link, functions, null, List.of(), null, null);
    }

    private static void apply(Arena arena, String manager, String manifest) {
        KubernetesClient client = arena.client();
        client.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> client.resource(object)
                        .fieldManager(manager)
                        .forceConflicts()
                        .serverSideApply());
    }

    private static AccelNetNode awaitNode(Arena arena, String name, Predicate<AccelNetNode> condition) {
        return await().atMost(PATIENCE).until(() -> node(arena, name), node -> node != null && condition.test(node));
    }

    private static AccelNetNode node(Arena arena, String name) {
        return arena.client().resources(AccelNetNode.class).withName(name).get();
    }

    private static NodeAdapter adapter(AccelNetNode node) {
        return node.getSpec().adapters().stream()
                .filter(adapter -> adapter.name().equals(Objects.PORT))
                .findFirst()
                .orElseThrow();
    }

    private static int functions(AccelNetNode node) {
        return adapter(node).virtualFunctions();
    }

    private static @Nullable String goneSince(AccelNetNode node) {
        return node.getMetadata().getAnnotations() == null
                ? null
                : node.getMetadata().getAnnotations().get("accelnet.io/node-gone-since");
    }

    private static String message(AccelNetNode node, String type) {
        return Statuses.conditions(node).stream()
                .filter(condition -> condition.getType().equals(type))
                .map(condition -> condition.getMessage())
                .findFirst()
                .orElse("");
    }

    /** The time of day, which a test may move. */
    private static final class MovedClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void forward(Duration time) {
            ahead = ahead.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }
}
