package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.Selector.Operator;
import io.accelnet.plan.snapshot.Selector.Requirement;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a cluster while the labels, or the facts, by which nodes are its members go and come. */
class LeavingNodesTest {
    private static final Map<String, String> EAST = Map.of("site", "east");
    private static final Map<String, String> NONE = Map.of();

    private final Simulation simulation = new Simulation();
    private int created;

    @BeforeEach
    void create() {
        simulation.intents.put(
                "fabric", new IntentSnapshot("fabric", Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of("port1")));
        cluster("main", 0, "east", false);
    }

    private void cluster(String name, int created, String site, boolean excludeUnsupported) {
        simulation.clusters.put(
                name,
                new ClusterDefinition(
                        name,
                        Instant.ofEpochSecond(created),
                        "fabric",
                        50,
                        new Selector(List.of(new Requirement("site", Operator.IN, Set.of(site)))),
                        Map.of(Level.LOW, 1, Level.MEDIUM, 2, Level.HIGH, 4),
                        excludeUnsupported,
                        false,
                        Selector.ALL,
                        OptionalInt.empty()));
    }

    private void node(String name, int functions, Map<String, String> labels) {
        simulation.nodes.put(name, SampleNodes.linux(name, labels, List.of(port(functions, SriovSupport.SUPPORTED))));
    }

    private static AdapterSnapshot port(int functions, SriovSupport support) {
        return new AdapterSnapshot(
                "port1",
                List.of(),
                support,
                Fact.YES,
                false,
                functions,
                0,
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private VmId vm(Optional<String> reported) {
        created++;
        VmId id = new VmId("a", "vm" + created);
        simulation.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid" + created,
                        Instant.ofEpochSecond(created),
                        "main",
                        Level.LOW,
                        new VirtualMachine.Described(new VmFacts(4, List.of("eth0"), reported)),
                        VmMemory.NONE));
        return id;
    }

    private void report(VmId id, String node) {
        simulation.vms.computeIfPresent(
                id,
                (key, vm) -> new VmSnapshot(
                        id,
                        vm.uid(),
                        vm.created(),
                        vm.cluster(),
                        vm.level(),
                        new VirtualMachine.Described(new VmFacts(4, List.of("eth0"), Optional.of(node))),
                        vm.memory()));
    }

    private void label(String node, Map<String, String> labels) {
        simulation.nodes.computeIfPresent(node, (key, is) -> is.withLabels(labels));
    }

    private void availability(String node, DeclaredAvailability availability) {
        simulation.nodes.computeIfPresent(node, (key, is) -> is.withAvailability(availability));
    }

    private void pass(Duration time) {
        simulation.now = simulation.now.plus(time);
    }

    private static long admitted(Plan plan) {
        return plan.vms().values().stream().filter(VmPlan::admitted).count();
    }

    private static ReserveSums reserve(Plan plan) {
        return Optional.ofNullable(plan.clusters().get("main"))
                .orElseThrow()
                .reserve()
                .orElseThrow();
    }

    private static Finding of(Plan plan, ConditionType type) {
        return find(
                        Optional.ofNullable(plan.clusters().get("main"))
                                .orElseThrow()
                                .conditions(),
                        type)
                .orElseThrow();
    }

    private static Optional<Finding> find(List<Finding> conditions, ConditionType type) {
        return conditions.stream().filter(finding -> finding.type() == type).findFirst();
    }

    private static Optional<Finding> find(Plan plan, VmId vm, ConditionType type) {
        return find(Optional.ofNullable(plan.vms().get(vm)).orElseThrow().conditions(), type);
    }

    private static Optional<String> clusterOf(Plan plan, String node) {
        return Optional.ofNullable(plan.nodes().get(node)).orElseThrow().cluster();
    }

    private void four(int last) {
        for (int number = 1; number <= 3; number++) {
            node("n" + number, 8, EAST);
        }
        node("n4", last, EAST);
    }

    @Test
    void aLabelThatBlinksAdmitsNobody() {
        four(8);
        for (int number = 0; number < 28; number++) {
            vm(Optional.empty());
        }
        assertThat(admitted(simulation.settle())).isEqualTo(16);

        label("n4", NONE);
        Plan leaving = simulation.settle();
        assertThat(admitted(leaving)).isEqualTo(16);
        assertThat(reserve(leaving).failuresToTolerate()).isEqualTo(2);
        assertThat(of(leaving, ConditionType.MEMBERSHIP_SETTLED).reason()).isEqualTo(Reason.LEAVING);
        assertThat(of(leaving, ConditionType.MEMBERSHIP_SETTLED).message()).contains("n4");
        assertThat(of(leaving, ConditionType.RECONCILING).truth()).isEqualTo(Truth.TRUE);

        pass(Duration.ofMinutes(9));
        simulation.settle();
        label("n4", EAST);
        Plan back = simulation.settle();
        assertThat(admitted(back)).isEqualTo(16);
        assertThat(of(back, ConditionType.RESERVE_HELD).truth()).isEqualTo(Truth.TRUE);
        assertThat(of(back, ConditionType.READY).truth()).isEqualTo(Truth.TRUE);
    }

    /** Left at once, k would be 1 and seven more be admitted. */
    @Test
    void aSmallEmptyHostThatBlinksChangesNothing() {
        four(1);
        for (int number = 0; number < 20; number++) {
            vm(Optional.of("n" + (1 + number % 3)));
        }
        long before = admitted(simulation.settle());
        label("n4", NONE);
        Plan leaving = simulation.settle();
        assertThat(admitted(leaving)).isLessThanOrEqualTo(before);
        assertThat(reserve(leaving).nodes()).isEqualTo(4);
        assertThat(reserve(leaving).failuresToTolerate()).isEqualTo(2);

        label("n4", EAST);
        assertThat(of(simulation.settle(), ConditionType.RESERVE_HELD).truth()).isEqualTo(Truth.TRUE);
    }

    @Test
    void afterTenMinutesAnEmptyHostHasLeft() {
        four(1);
        simulation.settle();
        label("n4", NONE);
        Plan leaving = simulation.settle();
        assertThat(leaving.again()).contains(simulation.now.plus(Duration.ofMinutes(10)));
        pass(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(reserve(simulation.settle()).nodes()).isEqualTo(4);
        pass(Duration.ofSeconds(1));
        Plan left = simulation.settle();
        assertThat(reserve(left).nodes()).isEqualTo(3);
        assertThat(reserve(left).failuresToTolerate()).isEqualTo(1);
        assertThat(clusterOf(left, "n4")).isEmpty();
        assertThat(left.again()).isEmpty();
    }

    /** Nothing but the objects knows since when: whoever plans next goes on from there. */
    @Test
    void aRestartOfTheOperatorChangesNothing() {
        four(1);
        simulation.settle();
        label("n4", NONE);
        Instant since = simulation.now;
        simulation.settle();
        pass(Duration.ofMinutes(7));
        Plan plan = new Planner().plan(simulation.snapshot());
        assertThat(plan.nodes().get("n4"))
                .satisfies(node -> assertThat(node.leavingSince()).contains(since));
        assertThat(plan.again()).contains(since.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aLabelThatIsBackMakesTheNextTimeBeginAnew() {
        four(1);
        simulation.settle();
        for (int blink = 0; blink < 3; blink++) {
            label("n4", NONE);
            simulation.settle();
            pass(Duration.ofMinutes(6));
            assertThat(reserve(simulation.settle()).nodes())
                    .as("blink " + blink)
                    .isEqualTo(4);
            label("n4", EAST);
            simulation.settle();
        }
    }

    @Test
    void aClockThatIsSetBackMakesItNoLonger() {
        four(1);
        simulation.settle();
        label("n4", NONE);
        simulation.settle();
        pass(Duration.ofHours(-3));
        Plan before = simulation.settle();
        assertThat(before.again()).contains(simulation.now.plus(Duration.ofMinutes(10)));
        pass(Duration.ofMinutes(10));
        assertThat(reserve(simulation.settle()).nodes()).isEqualTo(3);
    }

    @Test
    void aNodeThatNeverWasAMemberIsNone() {
        four(8);
        node("n5", 8, NONE);
        simulation.nodes.remove("n4");
        Plan plan = simulation.settle();
        assertThat(reserve(plan).nodes()).isEqualTo(3);
        assertThat(plan.again()).isEmpty();
        assertThat(of(plan, ConditionType.MEMBERSHIP_SETTLED).truth()).isEqualTo(Truth.TRUE);
    }

    @Test
    void aDeletedNodeHasLeftAtOnce() {
        four(8);
        simulation.settle();
        simulation.nodes.remove("n4");
        assertThat(reserve(simulation.settle()).nodes()).isEqualTo(3);
    }

    @Test
    void theTimeIsASetting() {
        four(8);
        simulation.settle();
        label("n4", NONE);
        Plan plan = new Planner(Duration.ZERO).plan(simulation.snapshot());
        assertThat(reserve(plan).nodes()).isEqualTo(3);
        assertThat(new Planner(Duration.ofHours(1)).plan(simulation.snapshot()).again())
                .contains(simulation.now.plus(Duration.ofHours(1)));
    }

    @Test
    void vmsKeepAHostAndAreNamed() {
        four(8);
        VmId stays = vm(Optional.of("n4"));
        simulation.settle();
        label("n4", NONE);
        Plan leaving = simulation.settle();
        assertThat(find(leaving, stays, ConditionType.READY).orElseThrow())
                .satisfies(ready -> assertThat(ready.truth()).isEqualTo(Truth.TRUE))
                .satisfies(ready -> assertThat(ready.message()).contains("n4 has been leaving"));
        pass(Duration.ofMinutes(11));
        Plan overdue = simulation.settle();
        assertThat(reserve(overdue).nodes()).isEqualTo(4);
        assertThat(of(overdue, ConditionType.STALLED).reason()).isEqualTo(Reason.LEAVING_IN_USE);
        assertThat(of(overdue, ConditionType.STALLED).message()).contains("a/vm1");
        assertThat(overdue.again()).as("time alone changes nothing").isEmpty();

        report(stays, "n1");
        assertThat(reserve(simulation.settle()).nodes()).isEqualTo(3);
    }

    /** A failover may use what is free there; who restarts there may too; a new VM may not. */
    @Test
    void whoIsAdmittedMayUseAHostThatLeaves() {
        node("n1", 2, EAST);
        node("n2", 1, EAST);
        VmId one = vm(Optional.of("n1"));
        simulation.settle();
        label("n2", NONE);
        VmId added = vm(Optional.of("n2"));
        Plan leaving = simulation.settle();
        assertThat(find(leaving, added, ConditionType.RESOURCES_RESERVED)
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.LEAVING);
        assertThat(find(leaving, added, ConditionType.RECONCILING)).isPresent();
        assertThat(of(leaving, ConditionType.RESERVE_HELD).message()).contains("while n2 is leaving the cluster");
        assertThat(of(leaving, ConditionType.RECONCILING).truth()).isEqualTo(Truth.TRUE);

        availability("n1", DeclaredAvailability.DOWN);
        Plan failed = simulation.settle();
        assertThat(failed.vms().get(one)).satisfies(vm -> assertThat(vm.node()).contains("n2"));
        availability("n1", DeclaredAvailability.AVAILABLE);
        report(one, "n2");
        assertThat(simulation.settle().vms().get(one))
                .satisfies(vm -> assertThat(vm.node()).contains("n2"));
    }

    /** Whose reserve doesn't hold for want of it is Reconciling for ten minutes, and after that needs a change. */
    @Test
    void whatItsLackBreaksIsStalledOnceItIsOverdue() {
        four(8);
        for (int number = 0; number < 16; number++) {
            vm(Optional.of("n" + (1 + number % 4)));
        }
        assertThat(admitted(simulation.settle())).isEqualTo(16);
        label("n4", NONE);
        Plan leaving = simulation.settle();
        assertThat(of(leaving, ConditionType.RESERVE_HELD).reason()).isEqualTo(Reason.RESERVE_VIOLATED);
        assertThat(find(Objects.requireNonNull(leaving.clusters().get("main")).conditions(), ConditionType.STALLED))
                .isEmpty();
        pass(Duration.ofMinutes(10));
        Plan overdue = simulation.settle();
        assertThat(of(overdue, ConditionType.STALLED).reason()).isEqualTo(Reason.RESERVE_VIOLATED);
        assertThat(of(overdue, ConditionType.STALLED).message()).doesNotContain("while");
    }

    @Test
    void allLabelsAtOnceAndAHostFailsMeanwhile() {
        four(8);
        for (int number = 0; number < 8; number++) {
            vm(Optional.empty());
        }
        simulation.settle();
        List.of("n1", "n2", "n3", "n4").forEach(name -> label(name, NONE));
        Plan leaving = simulation.settle();
        assertThat(admitted(leaving)).isEqualTo(8);
        assertThat(reserve(leaving).nodes()).isEqualTo(4);
        availability("n1", DeclaredAvailability.DOWN);
        Plan failed = simulation.settle();
        assertThat(failed.vms().values()).allSatisfy(vm -> assertThat(vm.node()).isPresent());
        List.of("n1", "n2", "n3", "n4").forEach(name -> label(name, EAST));
        availability("n1", DeclaredAvailability.AVAILABLE);
        assertThat(of(simulation.settle(), ConditionType.READY).truth()).isEqualTo(Truth.TRUE);
    }

    @Test
    void aFactThatFlipsUnderExclude() {
        cluster("main", 0, "east", true);
        four(8);
        for (int number = 0; number < 28; number++) {
            vm(Optional.empty());
        }
        assertThat(admitted(simulation.settle())).isEqualTo(16);
        simulation.nodes.computeIfPresent(
                "n4", (name, node) -> node.withAdapters(List.of(port(8, SriovSupport.UNKNOWN))));
        assertThat(admitted(simulation.settle())).isEqualTo(16);
        pass(Duration.ofMinutes(5));
        simulation.nodes.computeIfPresent(
                "n4", (name, node) -> node.withAdapters(List.of(port(8, SriovSupport.SUPPORTED))));
        Plan back = simulation.settle();
        assertThat(admitted(back)).isEqualTo(16);
        assertThat(of(back, ConditionType.READY).truth()).isEqualTo(Truth.TRUE);
    }

    /** An older cluster that selects the node for a moment must not take it from the one whose it is. */
    @Test
    void aNodeThatAnOlderClusterSelectsToo() {
        cluster("main", 5, "east", false);
        four(8);
        simulation.settle();
        cluster("older", 1, "east", false);
        Plan contested = simulation.settle();
        assertThat(reserve(contested).nodes()).isEqualTo(4);
        assertThat(of(contested, ConditionType.NODES_EXCLUSIVE).truth()).isEqualTo(Truth.FALSE);
        pass(Duration.ofMinutes(10));
        assertThat(clusterOf(simulation.settle(), "n1")).contains("older");
    }

    @Test
    void aNodeWhoseKubernetesNodeNeverWasDoesntCount() {
        four(8);
        NodeSnapshot like = simulation.node("n4");
        simulation.nodes.put(
                "mistyped",
                new NodeSnapshot(
                        "mistyped",
                        EAST,
                        true,
                        DeclaredAvailability.AVAILABLE,
                        like.host(),
                        like.adapters(),
                        List.of(),
                        NodeMemory.NONE));
        Plan never = simulation.settle();
        assertThat(reserve(never).nodes()).isEqualTo(4);
        assertThat(find(Objects.requireNonNull(never.nodes().get("mistyped")).conditions(), ConditionType.RECONCILING)
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.KUBERNETES_NODE_NEVER_SEEN);
        simulation.kubernetesNodes.put("mistyped", new KubernetesNode(true, false));
        assertThat(reserve(simulation.settle()).nodes()).isEqualTo(5);
        simulation.kubernetesNodes.remove("mistyped");
        Plan gone = simulation.settle();
        assertThat(reserve(gone).nodes()).as("it was seen once, so it is down").isEqualTo(5);
        assertThat(reserve(gone).nodesDown()).isEqualTo(1);
    }
}
