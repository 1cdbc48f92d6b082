package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must hold after every event of a simulation. */
final class Invariants {
    private static final Pattern BAD_GRAMMAR = Pattern.compile("(?<!\\w)-\\d"
            + "|(?<!\\w)1 (nodes|VMs|vCPUs|failures|times|virtual functions|queue pairs|network adapters)\\b"
            + "|(?<!\\w)1 (node|VM|vCPU)( of cluster \\w+)? are\\b");

    private final Simulation simulation;

    Invariants(Simulation simulation) {
        this.simulation = simulation;
    }

    /** How many queue pairs each port lacks for the entries of its ledger. */
    Map<String, Integer> overdrafts() {
        return overdrafts(false);
    }

    /**
     * How many queue pairs each port lacks for the entries of its ledger and of the statuses of VMs, from which a ledger that was lost
     * is filled again.
     */
    Map<String, Integer> claimedOverdrafts() {
        return overdrafts(true);
    }

    private Map<String, Integer> overdrafts(boolean withStatuses) {
        Map<String, Integer> overdrafts = new HashMap<>();
        for (NodeSnapshot node : simulation.nodes.values()) {
            for (AdapterSnapshot adapter : node.adapters()) {
                Map<Integer, Integer> used = new HashMap<>();
                node.ledger().stream()
                        .filter(entry -> isNamed(adapter, entry.adapter()))
                        .forEach(entry -> used.merge(entry.virtualFunction(), entry.queuePairs(), Math::max));
                simulation.vms.values().stream()
                        .map(VmSnapshot::memory)
                        .filter(memory -> withStatuses && memory.node().equals(Optional.of(node.name())))
                        .flatMap(memory -> memory.functions().stream())
                        .filter(function -> isNamed(adapter, function.adapter()))
                        .forEach(function -> used.merge(function.virtualFunction(), function.queuePairs(), Math::max));
                used.keySet().removeIf(function -> !adapter.hasUsable(function));
                int sum = used.values().stream().mapToInt(Integer::intValue).sum();
                overdrafts.put(
                        node.name() + "/" + node.adapters().indexOf(adapter),
                        Math.max(0, sum - adapter.queuePairs().orElse(Integer.MAX_VALUE)));
            }
        }
        return overdrafts;
    }

    private static boolean isNamed(AdapterSnapshot adapter, String name) {
        return adapter.name().equalsIgnoreCase(name)
                || adapter.altNames().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Who has which virtual function, as ledgers and statuses say: VM, node and number, whatever the name of the port. */
    Set<String> holders() {
        Set<String> holders = new HashSet<>();
        simulation
                .nodes
                .values()
                .forEach(node -> node.ledger()
                        .forEach(entry -> holders.add(holder(entry.vm(), node.name(), entry.virtualFunction()))));
        simulation
                .vms
                .values()
                .forEach(vm -> vm.memory()
                        .node()
                        .ifPresent(node -> vm.memory()
                                .functions()
                                .forEach(function -> holders.add(holder(vm.id(), node, function.virtualFunction())))));
        return holders;
    }

    private static String holder(VmId vm, String node, int function) {
        return vm + " on " + node + ", VF " + function;
    }

    /** A port without a link gives nothing new, and a virtual function that is left out is given to nobody. */
    void assertNothingNewOnDeadPorts(Set<String> before) {
        for (NodeSnapshot node : simulation.nodes.values()) {
            for (LedgerEntry entry : node.ledger()) {
                boolean dead = node.adapters().stream()
                        .filter(adapter -> isNamed(adapter, entry.adapter()))
                        .anyMatch(adapter -> adapter.linkDown() || !adapter.hasUsable(entry.virtualFunction()));
                if (dead) {
                    assertThat(before)
                            .as("entries on ports that give nothing")
                            .contains(holder(entry.vm(), node.name(), entry.virtualFunction()));
                }
            }
        }
    }

    /** No write makes a port lack more queue pairs than before. */
    void assertNotOverdrawnFurther(Map<String, Integer> before) {
        overdrafts()
                .forEach((port, overdraft) -> assertThat(overdraft)
                        .as("queue pairs lacking on " + port)
                        .isLessThanOrEqualTo(before.getOrDefault(port, 0)));
    }

    /** Once plans change nothing any more, a virtual function belongs to one VM, and a VM has its virtual functions on one node. */
    void assertLedgersAreSound() {
        Map<VmId, String> nodeOf = new HashMap<>();
        for (NodeSnapshot node : simulation.nodes.values()) {
            Set<String> taken = new HashSet<>();
            for (LedgerEntry entry : node.ledger()) {
                assertThat(taken.add(entry.adapter().toLowerCase(Locale.ROOT) + entry.virtualFunction()))
                        .as("one holder for " + entry)
                        .isTrue();
                assertThat(nodeOf.putIfAbsent(entry.vm(), node.name()))
                        .as("one node for " + entry.vm())
                        .isIn(null, node.name());
                assertThat(simulation.vms).containsKey(entry.vm());
            }
        }
    }

    /** The statuses say what is in the ledgers and specs. */
    void assertStatusesAreTrue(Plan plan) {
        plan.vms().forEach((id, status) -> {
            VmSnapshot vm = Optional.ofNullable(simulation.vms.get(id)).orElseThrow();
            assertKstatus(status.conditions());
            assertNamesNoVmOfOtherNamespace(id, status.conditions());
            assertBacked(id, status);
            if (status.conditions().getFirst().truth() == Truth.TRUE) {
                assertHasWhatItAsks(vm, status);
            }
        });
        plan.clusters().values().forEach(cluster -> {
            assertKstatus(cluster.conditions());
            assertThat(cluster.counts().total())
                    .isEqualTo(cluster.counts().admitted()
                            + cluster.counts().waiting()
                            + cluster.counts().refused());
        });
        plan.nodes().values().forEach(node -> assertKstatus(node.conditions()));
        plan.intents().values().forEach(intent -> assertKstatus(intent.conditions()));
    }

    /** The VMs that have virtual functions on a node that is up. */
    Set<VmId> served(Plan plan) {
        return plan.vms().entrySet().stream()
                .filter(entry -> entry.getValue()
                        .node()
                        .map(simulation::node)
                        .filter(node -> node.availability() != DeclaredAvailability.DOWN)
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Those of the VMs whose cluster exists. */
    Set<VmId> managed(Set<VmId> vms) {
        return simulation.vms.values().stream()
                .filter(vm -> vms.contains(vm.id()) && simulation.clusters.containsKey(vm.cluster()))
                .map(VmSnapshot::id)
                .collect(Collectors.toSet());
    }

    private void assertHasWhatItAsks(VmSnapshot vm, VmPlan status) {
        VmFacts facts = vm.facts().orElseThrow();
        NodeSnapshot node = simulation.node(status.node().orElseThrow());
        assertThat(node.availability())
                .as(vm.id() + " is ready on " + node.name())
                .isNotEqualTo(DeclaredAvailability.DOWN);
        boolean reportsIt = facts.reportedNode().equals(status.node());
        status.functions()
                .forEach(held -> assertThat(node.adapters())
                        .as("the port of " + held + " of " + vm.id())
                        .anyMatch(adapter -> adapter.name().equalsIgnoreCase(held.adapter())
                                && adapter.hasUsable(held.virtualFunction())
                                && (reportsIt || !adapter.linkDown())));
        assertThat(status.level()).contains(vm.level());
        assertThat(status.functions().stream().map(held -> held.networkAdapter()))
                .as("functions of " + vm.id())
                .containsExactlyInAnyOrderElementsOf(facts.networkAdapters());
        facts.reportedNode()
                .flatMap(name -> Optional.ofNullable(simulation.nodes.get(name)))
                .filter(reported -> reported.availability() != DeclaredAvailability.DOWN)
                .ifPresent(reported ->
                        assertThat(node.name()).as("where " + vm.id() + " runs").isEqualTo(reported.name()));
    }

    private void assertBacked(VmId id, VmPlan status) {
        status.node()
                .ifPresent(node -> assertThat(simulation.node(node).ledger().stream()
                                .filter(entry -> entry.vm().equals(id))
                                .map(LedgerEntry::networkAdapter)
                                .collect(Collectors.toSet()))
                        .as("the ledger has what the status of " + id + " names")
                        .hasSameSizeAs(status.functions()));
    }

    private void assertNamesNoVmOfOtherNamespace(VmId id, List<Finding> conditions) {
        Set<String> foreignVms = simulation.vms.keySet().stream()
                .filter(other -> !other.namespace().equals(id.namespace()))
                .map(VmId::name)
                .collect(Collectors.toSet());
        for (Finding finding : conditions) {
            assertThat(List.of(finding.message().split("[^\\w-]+")))
                    .as("words about " + id)
                    .allSatisfy(word -> assertThat(foreignVms).doesNotContain(word));
        }
    }

    /** Ready comes first, and unless it is True exactly one of Reconciling and Stalled says why. */
    private static void assertKstatus(List<Finding> conditions) {
        assertThat(conditions.getFirst().type()).isEqualTo(ConditionType.READY);
        boolean ready = conditions.getFirst().truth() == Truth.TRUE;
        long abnormal = conditions.stream()
                .filter(finding ->
                        finding.type() == ConditionType.RECONCILING || finding.type() == ConditionType.STALLED)
                .count();
        assertThat(abnormal).isEqualTo(ready ? 0 : 1);
        assertThat(conditions).allSatisfy(finding -> {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.message()).doesNotContainPattern(BAD_GRAMMAR);
            assertThat(finding.message())
                    .as("once nothing changes any more no VM waits for a move")
                    .doesNotContain("being freed")
                    .doesNotContain("about to free");
        });
    }
}
