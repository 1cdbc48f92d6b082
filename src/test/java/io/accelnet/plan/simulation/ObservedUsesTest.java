package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.accelnet.plan.LedgerEntry;
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
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A virtual function is free when no ledger entry names it and no pod has it. What follows from that. */
class ObservedUsesTest {
    private final Simulation simulation = new Simulation();
    private final Pods pods = new Pods(simulation, 50);

    @Test
    void whatAnUnmanagedPodHasIsPromisedToNobody() {
        twoNodesOf(4);
        pods.bound("sniffer", Optional.empty(), "n0", 2);
        List<VmId> vms =
                IntStream.range(0, 4).mapToObj(i -> pods.vm("vm" + i, i, 1)).toList();

        Plan plan = simulation.settle();

        // n0 has 2 left, n1 has 4: with one of two nodes down 2 are left at least.
        assertThat(vms.stream().filter(vm -> vm(plan, vm).admitted())).hasSize(2);
        assertThat(sums(plan).usedByOthers()).isEqualTo(2);
        assertArithmetic(plan);
        Finding ofCluster = condition(plan, ConditionType.PODS_MANAGED);
        assertThat(ofCluster.truth()).isEqualTo(Truth.FALSE);
        assertThat(ofCluster.reason()).isEqualTo(Reason.UNMANAGED_PODS);
        assertThat(ofCluster.message()).contains("others/sniffer on node n0 (2)");
        assertThat(Objects.requireNonNull(plan.nodes().get("n0")).conditions())
                .filteredOn(finding -> finding.type() == ConditionType.PODS_MANAGED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("others/sniffer (2)"));
        assertThat(Objects.requireNonNull(plan.nodes().get("n0")).free()
                        + Objects.requireNonNull(plan.nodes().get("n0")).used())
                .isEqualTo(2);

        simulation.pods.clear();
        Plan after = simulation.settle();
        assertThat(vms).allSatisfy(vm -> assertThat(vm(after, vm).admitted()).isTrue());
        assertThat(condition(after, ConditionType.PODS_MANAGED).truth()).isEqualTo(Truth.TRUE);
        assertThat(sums(after).usedByOthers()).isZero();
    }

    @Test
    void theNumberThatAPodHasIsGivenToNobody() {
        twoNodesOf(4);
        pods.bound("sniffer", Optional.empty(), "n0", 1, 0);
        pods.bound("sniffer-too", Optional.empty(), "n1", 1, 0);
        VmId vm = pods.vm("web", 1, 2);

        assertThat(vm(simulation.settle(), vm).functions())
                .extracting(HeldFunction::virtualFunction)
                .containsExactly(1, 2);
    }

    @Test
    void theLedgerFollowsWhatThePodsHaveInOneWrite() {
        twoNodesOf(4);
        VmId first = pods.vm("first", 1, 1);
        VmId second = pods.vm("second", 2, 1);
        simulation.settle();
        String node = node(first);
        pods.runs(first, node, 0);
        pods.runs(second, node, 1);
        simulation.settle();
        // Each has the other's number.
        pods.runs(first, node, 1);
        pods.runs(second, node, 0);

        Plan plan = new Planner().plan(simulation.snapshot());

        assertThat(Objects.requireNonNull(plan.nodes().get(node)).ledger())
                .extracting(LedgerEntry::vm, LedgerEntry::virtualFunction)
                .containsExactly(tuple(second, 0), tuple(first, 1));
        assertThat(vm(plan, first).functions())
                .containsExactly(new HeldFunction("eth0", "port1", 1, 1, Optional.of(node + ".port1.1")));
    }

    @Test
    void eachNetworkAdapterHasTheNumberThatThePodSays() {
        twoNodesOf(4);
        VmId vm = pods.vm("web", 1, 2);
        simulation.settle();
        pods.runs(vm, node(vm), 3, 0);

        assertThat(vm(simulation.settle(), vm).functions())
                .extracting(HeldFunction::networkAdapter, HeldFunction::virtualFunction)
                .containsExactly(tuple("eth0", 3), tuple("eth1", 0));
    }

    @Test
    void aVmWhoseNumberAPodTakesGetsAnother() {
        twoNodesOf(4);
        VmId vm = pods.vm("web", 1, 1);
        simulation.settle();
        String node = node(vm);
        pods.bound("sniffer", Optional.empty(), node, 1, 0);

        Plan plan = simulation.settle();

        assertThat(vm(plan, vm).node()).contains(node);
        assertThat(vm(plan, vm).functions())
                .extracting(HeldFunction::virtualFunction)
                .containsExactly(1);
    }

    @Test
    void aHostThatWasGoneForAMinuteComesBackWithItsVms() {
        twoNodesOf(2);
        VmId vm = pods.vm("web", 1, 1);
        simulation.settle();
        String node = node(vm);
        String other = node.equals("n0") ? "n1" : "n0";
        pods.runs(vm, node, 1);
        simulation.settle();

        pods.ready(node, false);
        assertThat(vm(simulation.settle(), vm).node()).contains(other);
        List<VmId> more = List.of(pods.vm("x", 5, 1), pods.vm("y", 6, 1));
        Plan meanwhile = simulation.settle();
        assertThat(simulation.node(node).ledger()).isEmpty();
        assertArithmetic(meanwhile);

        pods.ready(node, true);
        Plan back = simulation.settle();
        assertThat(vm(back, vm).node()).contains(node);
        assertThat(vm(back, vm).functions())
                .containsExactly(new HeldFunction("eth0", "port1", 1, 1, Optional.of(node + ".port1.1")));
        more.forEach(each -> vm(back, each)
                .functions()
                .forEach(held -> assertThat(vm(back, each).node().orElseThrow() + held.virtualFunction())
                        .isNotEqualTo(node + 1)));
        assertThat(condition(back, ConditionType.PODS_MANAGED).truth()).isEqualTo(Truth.TRUE);
    }

    @Test
    void whatOutlivesItsEntryIsPromisedToNobodyAndNeedsNoFailover() {
        twoNodesOf(2);
        VmId vm = pods.vm("web", 1, 1);
        simulation.settle();
        pods.runs(vm, node(vm), 0);
        simulation.settle();
        String pod = Pods.pod(vm);
        simulation.vms.remove(vm);
        simulation.pods.computeIfPresent(
                pod,
                (name, its) -> new PodSnapshot(
                        its.namespace(),
                        name,
                        its.uid(),
                        its.created(),
                        its.requests(),
                        Optional.empty(),
                        its.purpose(),
                        its.stage()));
        List<VmId> others = List.of(pods.vm("x", 5, 1), pods.vm("y", 6, 1));

        Plan plan = simulation.settle();
        assertThat(others.stream().filter(each -> vm(plan, each).admitted())).hasSize(1);
        assertThat(condition(plan, ConditionType.RESERVE_HELD).truth()).isEqualTo(Truth.TRUE);
        assertArithmetic(plan);

        simulation.pods.clear();
        Plan after = simulation.settle();
        assertThat(others)
                .allSatisfy(each -> assertThat(vm(after, each).admitted()).isTrue());
    }

    @Test
    void aMigrationHasTwoUsesAndTheEntryMovesWithTheVm() {
        twoNodesOf(3);
        VmId vm = pods.vm("web", 1, 1);
        simulation.settle();
        String source = node(vm);
        String target = source.equals("n0") ? "n1" : "n0";
        pods.runs(vm, source, 0);
        simulation.settle();
        pods.bound("target", Optional.of(vm), target, 1, 2);

        Plan during = simulation.settle();
        assertThat(vm(during, vm).node()).contains(source);
        assertThat(sums(during).usedByOthers()).isEqualTo(1);
        assertThat(condition(during, ConditionType.PODS_MANAGED).message()).contains("of VMs whose place is elsewhere");
        assertArithmetic(during);

        pods.reports(vm, Optional.of(target));
        Plan done = simulation.settle();
        assertThat(vm(done, vm).functions())
                .containsExactly(new HeldFunction("eth0", "port1", 2, 1, Optional.of(target + ".port1.2")));
        // The former pod isn't gone yet.
        assertThat(sums(done).usedByOthers()).isEqualTo(1);

        simulation.pods.remove(Pods.pod(vm));
        assertThat(sums(simulation.settle()).usedByOthers()).isZero();
    }

    @Test
    void aVmThatRunsIsAdmittedWithWhatItsPodHas() {
        twoNodesOf(1);
        VmId vm = pods.vm("web", 1, 1);
        pods.runs(vm, "n1", 0);

        Plan plan = simulation.settle();

        assertThat(vm(plan, vm).node()).contains("n1");
        assertThat(vm(plan, vm).functions())
                .containsExactly(new HeldFunction("eth0", "port1", 0, 1, Optional.of("n1.port1.0")));
        assertThat(sums(plan).usedByOthers()).isZero();
    }

    @Test
    void aVmThatRunsAndIsRefusedHasAnUnmanagedPodAndSaysSo() {
        twoNodesOf(1);
        VmId first = pods.vm("first", 1, 1);
        simulation.settle();
        String other = node(first).equals("n0") ? "n1" : "n0";
        VmId vm = pods.vm("web", 2, 1);
        pods.runs(vm, other, 0);

        Plan plan = simulation.settle();

        assertThat(vm(plan, vm).admitted()).isFalse();
        assertThat(finding(vm(plan, vm), ConditionType.RESOURCES_RESERVED).message())
                .contains("Its pod virt-launcher-web runs all the same, unmanaged, with 1 virtual function");
        assertThat(sums(plan).usedByOthers()).isEqualTo(1);
        assertThat(condition(plan, ConditionType.PODS_MANAGED).message()).contains("a/virt-launcher-web");
        assertArithmetic(plan);
    }

    /** Nobody can tell whose pod it is. */
    @Test
    void aVmWhoseFactsAreStatedMayCountTwiceWhichIsSaid() {
        twoNodesOf(4);
        VmId vm = pods.described("web", 1, "n0");
        pods.ofVmOfNobody("b", "virt-launcher-other", "n0");
        Plan before = simulation.settle();
        assertThat(condition(before, ConditionType.PODS_MANAGED).message()).doesNotContain("twice");

        pods.ofVmOfNobody("a", "virt-launcher-web", "n0");
        Plan plan = simulation.settle();

        assertThat(vm(plan, vm).node()).contains("n0");
        assertThat(sums(plan).usedByOthers()).isEqualTo(2);
        assertThat(condition(plan, ConditionType.PODS_MANAGED).message())
                .contains("a/virt-launcher-web on node n0 (1)")
                .endsWith(
                        " If one of these pods is the VM of AccelNetVM a/web, which states its VM's facts, that VM's virtual"
                                + " functions count twice, in the ledger and here: name its VirtualMachine in"
                                + " spec.virtualMachineRef instead.");
    }

    @Test
    void whatIsLostWhileThePodRunsStaysInTheLedger() {
        twoNodesOf(3);
        VmId vm = pods.vm("web", 1, 1);
        simulation.settle();
        String node = node(vm);
        pods.runs(vm, node, 2);
        simulation.settle();
        pods.node(node, 2);
        simulation.nodes.put(
                node,
                simulation
                        .node(node)
                        .withStatus(List.of(entry(vm, 2)), simulation.node(node).memory()));

        Plan plan = simulation.settle();

        assertThat(simulation.node(node).ledger())
                .singleElement()
                .satisfies(entry -> assertThat(entry.virtualFunction()).isEqualTo(2));
        Finding assigned = finding(vm(plan, vm), ConditionType.VIRTUAL_FUNCTIONS_ASSIGNED);
        assertThat(assigned.truth()).isEqualTo(Truth.FALSE);
        assertThat(assigned.reason()).isEqualTo(Reason.VIRTUAL_FUNCTIONS_LOST);
        assertThat(assigned.message()).contains("restart the VM, or migrate it");
    }

    @Test
    void aVmThatDoesNotRunLeavesANodeThatIsCordoned() {
        pods.node("n0", 4);
        pods.node("n1", 4);
        pods.node("n2", 4);
        pods.node("n3", 4);
        VmId halted = pods.vm("halted", 1, 1);
        VmId running = pods.vm("running", 2, 1);
        simulation.settle();
        String node = node(halted);
        pods.runs(running, node, 0);
        simulation.settle();
        pods.cordon(node);

        Plan plan = simulation.settle();

        assertThat(vm(plan, halted).node()).isPresent().isNotEqualTo(Optional.of(node));
        assertThat(vm(plan, running).node()).contains(node);
    }

    @Test
    void aVmThatDoesNotRunMakesRoomForOneThatDoes() {
        pods.node("n0", 1);
        pods.node("n1", 1);
        pods.node("n2", 2);
        pods.node("n3", 2);
        VmId halted = pods.vm("halted", 1, 1);
        simulation.settle();
        String node = node(halted);
        VmId running = pods.vm("running", 2, 1);
        simulation.settle();
        // Both fill the node of the one that doesn't run, if there is only one virtual function.
        pods.node(node, 1);
        simulation.nodes.put(
                node,
                simulation
                        .node(node)
                        .withStatus(
                                List.of(entry(halted, 0)), simulation.node(node).memory()));
        pods.reports(running, Optional.of(node));

        Plan plan = simulation.settle();

        assertThat(vm(plan, running).node()).contains(node);
        assertThat(vm(plan, halted).node()).isPresent().isNotEqualTo(Optional.of(node));
    }

    @Test
    void aVmThatDoesNotRunLosesItsPlaceToAPodAndKeepsItsPromise() {
        pods.node("n0", 1);
        pods.node("n1", 1);
        pods.node("n2", 1);
        VmId halted = pods.vm("halted", 1, 1);
        simulation.settle();
        String node = node(halted);
        pods.bound("sniffer", Optional.empty(), node, 1);

        Plan plan = simulation.settle();

        assertThat(vm(plan, halted).admitted()).isTrue();
        assertThat(vm(plan, halted).node()).isPresent().isNotEqualTo(Optional.of(node));
        assertThat(sums(plan).usedByOthers()).isEqualTo(1);
        assertArithmetic(plan);
    }

    /** It keeps no number from a VM that runs: that VM's pod has it, since all others are somebody else's. */
    @Test
    void aVmThatLosesItsPlaceWhereNothingIsFreeLeavesItsNumberToTheVmThatHasIt() {
        twoNodesOf(4);
        VmId halted = pods.vm("halted", 1, 1);
        VmId runs = pods.vm("runs", 2, 2);
        simulation.settle();
        String node = node(runs);
        assertThat(node(halted)).isEqualTo(node);
        pods.bound(Pods.pod(runs), Optional.of(runs), node, 2);
        pods.reports(runs, Optional.of(node));
        simulation.settle();
        pods.bound("elsewhere", Optional.empty(), node.equals("n0") ? "n1" : "n0", 4);
        pods.bound("first", Optional.empty(), node, 1, 3);
        pods.bound("second", Optional.empty(), node, 1, 2);

        Plan plan = simulation.settle();

        assertThat(vm(plan, halted).node()).isEmpty();
        assertThat(vm(plan, runs).functions())
                .extracting(HeldFunction::virtualFunction)
                .containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void ofPortsThatDifferEachHasOneLessUntilItIsKnown() {
        pods.adapters("port1", "port2");
        pods.node(
                "n0",
                List.of(
                        SampleNodes.port("port1", 2, OptionalInt.empty(), OptionalInt.of(1)),
                        SampleNodes.port("port2", 2, OptionalInt.empty(), OptionalInt.empty())));
        pods.bound("sniffer", Optional.empty(), "n0", 1);
        assertThat(sums(simulation.settle()).usedByOthers()).isEqualTo(2);

        pods.bound("sniffer", Optional.empty(), "n0", 1, 0);
        Plan plan = simulation.settle();
        assertThat(sums(plan).usedByOthers()).isEqualTo(1);
        assertArithmetic(plan);
    }

    @Test
    void anUnmanagedVirtualFunctionTakesAnEqualShareOfItsPortsQueuePairs() {
        pods.node("n0", List.of(SampleNodes.port("port1", 4, OptionalInt.of(16), OptionalInt.empty())));
        pods.node("n1", List.of(SampleNodes.port("port1", 4, OptionalInt.of(16), OptionalInt.empty())));
        simulation.clusters.replaceAll((name, cluster) -> RemediesLife.with(cluster, 0));
        pods.bound("sniffer", Optional.empty(), "n0", 2, 0, 1);

        // 8 of 16 queue pairs are left on n0: for two of performance High.
        assertThat(sums(simulation.settle()).headroom().get(Level.HIGH)).isEqualTo(6);
    }

    @Test
    void aNodeGivesNoMoreThanItsKubernetesNodeSays() {
        twoNodesOf(4);
        pods.allocatable("n0", 3);
        pods.allocatable("n1", 4);

        Plan plan = simulation.settle();

        assertThat(sums(plan).usedByOthers()).isEqualTo(1);
        assertThat(Objects.requireNonNull(plan.nodes().get("n0")).free()).isEqualTo(3);
        Finding finding = Objects.requireNonNull(plan.nodes().get("n0")).conditions().stream()
                .filter(each -> each.type() == ConditionType.VIRTUAL_FUNCTIONS_ALLOCATABLE)
                .findFirst()
                .orElseThrow();
        assertThat(finding.reason()).isEqualTo(Reason.ALLOCATABLE_DIFFERS);
        assertThat(finding.message()).contains("The adapters have 4 virtual functions", "says 3");
        assertThat(condition(plan, ConditionType.PODS_MANAGED).truth()).isEqualTo(Truth.TRUE);
        assertArithmetic(plan);
    }

    @Test
    void whileNotAllPodsAreListedNobodyIsAdmitted() {
        twoNodesOf(4);
        VmId vm = pods.vm("web", 1, 1);
        ClusterSnapshot known = simulation.snapshot();
        ClusterSnapshot unlisted = new ClusterSnapshot(
                known.intents(),
                known.nodes(),
                known.clusters(),
                known.vms(),
                known.kubernetesNodes(),
                known.namespaceLabels(),
                List.of(),
                Set.of(Pods.RESOURCE),
                Set.of(),
                known.now());

        Plan plan = new Planner().plan(unlisted);

        assertThat(vm(plan, vm).admitted()).isFalse();
        assertThat(finding(vm(plan, vm), ConditionType.RESOURCES_RESERVED).message())
                .contains("until all pods are listed");
        assertThat(condition(plan, ConditionType.PODS_MANAGED).truth()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void noTenantReadsOfPodsOfOthers() {
        twoNodesOf(1);
        pods.bound("sniffer", Optional.empty(), "n0", 1, 0);
        VmId vm = pods.vm("web", 1, 1);

        assertThat(vm(simulation.settle(), vm).conditions())
                .noneSatisfy(finding -> assertThat(finding.message()).contains("sniffer"));
    }

    @Test
    void aPodThatClaimsWhatIsNotForVmsFreesNothing() {
        pods.node("n0", 4);
        VmId vm = pods.vm("web", 1, 1);
        List<VmId> more =
                IntStream.range(0, 4).mapToObj(i -> pods.vm("vm" + i, 2 + i, 1)).toList();
        simulation.settle();
        // Number 7 of the same port is handed out under another resource: the pod has it too, or says so.
        pods.runs(vm, "n0", 7);

        Plan plan = simulation.settle();

        assertThat(vm(plan, vm).functions())
                .extracting(HeldFunction::virtualFunction)
                .allSatisfy(number -> assertThat(number).isLessThan(4));
        assertThat(more.stream().filter(each -> vm(plan, each).admitted())).hasSize(3);
        assertArithmetic(plan);
    }

    private void twoNodesOf(int functions) {
        pods.node("n0", functions);
        pods.node("n1", functions);
    }

    private String node(VmId vm) {
        return Objects.requireNonNull(simulation.vms.get(vm)).memory().node().orElseThrow();
    }

    private static LedgerEntry entry(VmId vm, int function) {
        return new LedgerEntry(
                "port1", function, vm, "uid-" + vm.name(), Pods.CLUSTER, "eth0", Level.LOW, 1, Optional.empty());
    }

    private static VmPlan vm(Plan plan, VmId vm) {
        return Optional.ofNullable(plan.vms().get(vm)).orElseThrow();
    }

    private static ReserveSums sums(Plan plan) {
        return Objects.requireNonNull(plan.clusters().get(Pods.CLUSTER))
                .reserve()
                .orElseThrow();
    }

    private static Finding condition(Plan plan, ConditionType type) {
        return Objects.requireNonNull(plan.clusters().get(Pods.CLUSTER)).conditions().stream()
                .filter(finding -> finding.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static Finding finding(VmPlan plan, ConditionType type) {
        return plan.conditions().stream()
                .filter(finding -> finding.type() == type)
                .findFirst()
                .orElseThrow();
    }

    static void assertArithmetic(Plan plan) {
        plan.clusters()
                .values()
                .forEach(cluster -> cluster.reserve().ifPresent(sums -> {
                    assertThat(sums.capacity())
                            .isEqualTo(sums.used()
                                    + sums.reserved()
                                    + sums.available()
                                    + sums.inMaintenance()
                                    + sums.leaving()
                                    + sums.usedByOthers());
                    assertThat(sums.usedByOthers()).isNotNegative();
                }));
    }
}
