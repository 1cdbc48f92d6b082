package io.accelnet.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.cli.scenario.Assumptions;
import io.accelnet.cli.scenario.Edit;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gains and who loses by a change of a cluster: when a verb asks first. */
class ConsequencesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<NetworkIntent> intents = new ArrayList<>(List.of(Objects.intent()));
    private final List<AccelNetNode> nodes = new ArrayList<>();
    private final List<AccelNetCluster> clusters = new ArrayList<>();
    private final List<AccelNetVM> vms = new ArrayList<>();

    private static AccelNetClusterSpec spec(String intent, int percentage, @Nullable String site) {
        return new AccelNetClusterSpec(
                intent,
                percentage,
                site == null
                        ? null
                        : new LabelSelectorBuilder()
                                .addToMatchLabels("site", site)
                                .build(),
                null,
                null,
                null,
                null,
                null);
    }

    private void nodes(int number, int virtualFunctions) {
        IntStream.rangeClosed(1, number).forEach(i -> {
            AccelNetNode node = Objects.node("node-" + i, virtualFunctions);
            node.getMetadata().setLabels(Map.of("site", i == 1 ? "west" : "east"));
            nodes.add(node);
        });
    }

    private void vms(int number) {
        IntStream.rangeClosed(1, number).forEach(i -> vms.add(Objects.vm("tenant", "vm-" + i)));
    }

    private Consequences of(Edit change) {
        return of(change, new Planner());
    }

    private Consequences of(Edit change, Planner planner) {
        ClusterObjects objects = Assumptions.about(
                        new ClusterObjects(intents, nodes, clusters, vms, List.of(), List.of()))
                .objects();
        return Consequences.of(Objects.CLUSTER, objects, change, planner, NOW);
    }

    private static String text(Consequences consequences) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new ConsequenceText(out).print(consequences);
        out.flush();
        return text.toString();
    }

    @Test
    void aNewClusterAdmitsWhoWaitedForIt() {
        nodes(3, 2);
        vms(5);

        Consequences consequences = of(Edits.addCluster(Objects.cluster(34)));

        assertThat(consequences.losers()).isZero();
        assertThat(consequences.admitted()).hasSize(4);
        assertThat(text(consequences))
                .contains(
                        "nodes: 3: node-1, node-2, node-3\n",
                        "may be down at once: 1\n",
                        "prerequisites: all hold",
                        "Admitted: 4 VMs: tenant/vm-1, tenant/vm-2, tenant/vm-3, tenant/vm-4\n",
                        "Not admitted, refused: 1 VM\n  tenant/vm-5: cluster_not_enough_resources: The cluster",
                        "No VM loses anything.");
    }

    @Test
    void aClusterThatWouldNotBeEnabledSaysWhy() {
        nodes(1, 2);
        AccelNetCluster cluster = Objects.cluster(0);
        cluster.setSpec(spec("compute", 0, "nowhere"));

        assertThat(text(of(Edits.addCluster(cluster))))
                .contains("nodes: none", "not enabled until this is mended:\n    NoNodes: ");
    }

    /** It only recomputes: who has virtual functions keeps them. */
    @Test
    void anotherPercentageTakesNothing() {
        nodes(3, 2);
        vms(4);
        clusters.add(Objects.cluster(34));

        Consequences raised = of(Edits.changeCluster(Objects.CLUSTER, spec("compute", 67, null)));
        Consequences lowered = of(Edits.changeCluster(Objects.CLUSTER, spec("compute", 0, null)));

        assertThat(raised.losers()).isZero();
        assertThat(text(raised))
                .contains("may be down at once: 2 (now 1)", "the reserve doesn't hold:\n    ReserveViolated: ");
        assertThat(lowered.losers()).isZero();
    }

    @Test
    void whoKeepsVirtualFunctionsOfAFormerIntentLosesByIt() {
        nodes(2, 2);
        vms(1);
        clusters.add(Objects.cluster(50));
        NetworkIntent other = Objects.intent();
        other.getMetadata().setName("other");
        other.setSpec(new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of("port-2")));
        intents.add(other);

        Consequences consequences = of(Edits.changeCluster(Objects.CLUSTER, spec("other", 50, null)));

        assertThat(consequences.losers()).isEqualTo(1);
        assertThat(consequences.losses().getFirst().kind()).isEqualTo(Loss.Kind.CHANGE);
        assertThat(text(consequences))
                .contains("Losing something: 1 VM\n  tenant/vm-1 on node-", "can't have those that it should have now");
    }

    /** A node that is no longer selected stays a member for ten minutes: what it takes along then is said now. */
    @Test
    void aNodeThatLeavesIsSeenToHaveLeft() {
        nodes(3, 2);
        clusters.add(Objects.cluster(0));

        Consequences consequences = of(Edits.changeCluster(Objects.CLUSTER, spec("compute", 0, "east")));

        assertThat(consequences.members()).containsExactly("node-2", "node-3");
        assertThat(text(consequences)).contains("nodes: 2: node-2, node-3; no longer: node-1");
    }

    /** Where the operator gives nodes longer, it is looked ahead for longer. */
    @Test
    void aNodeThatLeavesInAnHourIsSeenToHaveLeft() {
        nodes(3, 2);
        clusters.add(Objects.cluster(0));

        Consequences consequences =
                of(Edits.changeCluster(Objects.CLUSTER, spec("compute", 0, "east")), new Planner(Duration.ofHours(1)));

        assertThat(consequences.members()).containsExactly("node-2", "node-3");
    }

    @Test
    void disablingLeavesVmsWithoutFailover() {
        nodes(2, 2);
        vms(3);
        clusters.add(Objects.cluster(50));

        Consequences consequences = of(Edits.removeCluster(Objects.CLUSTER));

        assertThat(consequences.losses())
                .as("the one that is refused has nothing to lose")
                .extracting(Loss::vm)
                .containsExactly(new VmId("tenant", "vm-1"), new VmId("tenant", "vm-2"));
        assertThat(consequences.losses()).extracting(Loss::kind).containsOnly(Loss.Kind.FAILOVER);
        assertThat(text(consequences)).isEqualTo("""
                        Losing something: 2 VMs
                          tenant/vm-1 on node-1: keeps its virtual functions, but none are reserved for it if its node fails
                          tenant/vm-2 on node-1: keeps its virtual functions, but none are reserved for it if its node fails
                        """);
    }

    @Test
    void aClusterOfTheSameNameTakesItsVmsOver() {
        nodes(2, 2);
        vms(2);
        clusters.add(Objects.cluster(50));
        ClusterObjects enabled = Assumptions.about(
                        new ClusterObjects(intents, nodes, clusters, vms, List.of(), List.of()))
                .objects();
        ClusterObjects disabled = Edits.removeCluster(Objects.CLUSTER).apply(stored(enabled));

        Consequences consequences =
                Consequences.of(Objects.CLUSTER, disabled, Edits.addCluster(Objects.cluster(50)), new Planner(), NOW);

        assertThat(text(consequences))
                .contains("Taken over as they are: 2 VMs: tenant/vm-1, tenant/vm-2", "No VM loses anything.")
                .doesNotContain("Admitted:");
    }

    /** With the statuses that the operator writes. */
    private static ClusterObjects stored(ClusterObjects objects) {
        Plan plan = SettledPlan.of(Gather.snapshot(objects, NOW)).plan();
        Statuses statuses = new Statuses(new ConditionMerger(Clock.fixed(NOW, ZoneOffset.UTC)));
        for (AccelNetNode node : objects.nodes()) {
            Optional.ofNullable(plan.nodes().get(node.getMetadata().getName()))
                    .ifPresent(planned -> node.setStatus(statuses.of(node, planned)));
        }
        for (AccelNetVM vm : objects.vms()) {
            Optional.ofNullable(plan.vms().get(VmDirectory.id(vm)))
                    .ifPresent(planned -> vm.setStatus(statuses.of(vm, planned)));
        }
        return objects;
    }

    /** A node belongs to one cluster, and stays with the older one. */
    @Test
    void aClusterGetsNoNodeOfAnother() {
        nodes(2, 2);
        vms(1);
        AccelNetCluster other = Objects.cluster(0);
        other.getMetadata().setName("older");
        clusters.add(other);

        assertThat(text(of(Edits.addCluster(Objects.cluster(0)))))
                .contains("nodes: none", "  NodeInAnotherCluster: ", "No VM loses anything.");
    }

    @Test
    void disablingAnEmptyClusterHurtsNobody() {
        nodes(2, 2);
        clusters.add(Objects.cluster(50));

        assertThat(of(Edits.removeCluster(Objects.CLUSTER)).losers()).isZero();
    }
}
