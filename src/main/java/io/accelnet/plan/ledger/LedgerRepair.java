package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.NodeHealth;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the ledgers of a snapshot right before anything is decided. Entries of AccelNetVMs that are gone are freed. A VM that is in
 * two ledgers, as after each move, keeps one of them. A ledger that came back empty, as from a backup without status, is filled
 * again from the statuses of the AccelNetVMs. At last the entries get the numbers of the virtual functions that pods have.
 */
public final class LedgerRepair {
    private final Map<String, NodeHealth> health;
    private final WorkingLedgers ledgers;

    private LedgerRepair(ClusterSnapshot snapshot, PodUses uses, Map<String, NodeHealth> health) {
        this.health = health;
        this.ledgers = new WorkingLedgers(snapshot.nodes(), uses);
    }

    /**
     * The ledgers, put right.
     *
     * @param snapshot what is known
     * @param vms its VMs in the order in which they are served
     * @param uses what pods have
     * @param health each node's health, by name
     */
    public static WorkingLedgers repair(
            ClusterSnapshot snapshot, List<VmSnapshot> vms, PodUses uses, Map<String, NodeHealth> health) {
        LedgerRepair repair = new LedgerRepair(snapshot, uses, health);
        Map<VmId, SortedMap<String, List<LedgerEntry>>> places = repair.places(snapshot.nodes());
        repair.keepUnreadable(snapshot);
        for (VmSnapshot vm : vms) {
            Optional.ofNullable(places.get(vm.id())).ifPresent(its -> repair.keepOnePlace(vm, its));
        }
        for (VmSnapshot vm : vms) {
            repair.refill(vm);
        }
        repair.ledgers.matchUses(vms);
        return repair.ledgers;
    }

    private Map<VmId, SortedMap<String, List<LedgerEntry>>> places(List<NodeSnapshot> nodes) {
        Map<VmId, SortedMap<String, List<LedgerEntry>>> places = new HashMap<>();
        for (NodeSnapshot node : nodes) {
            for (LedgerEntry entry : PresentNames.of(node)) {
                places.computeIfAbsent(entry.vm(), vm -> new TreeMap<>())
                        .computeIfAbsent(node.name(), name -> new ArrayList<>())
                        .add(entry);
            }
        }
        return places;
    }

    /**
     * Keeps all entries of AccelNetVMs that can't be read, on whatever node, so that no other VM gets these VFs. If a ledger names
     * one VF twice, with two spellings of its adapter, the first entry counts.
     */
    private void keepUnreadable(ClusterSnapshot snapshot) {
        for (NodeSnapshot node : snapshot.nodes()) {
            NodeLedger ledger = ledgers.of(node.name());
            for (LedgerEntry entry : PresentNames.of(node)) {
                if (snapshot.unreadable().contains(entry.vm())
                        && ledger.holder(entry.adapter(), entry.virtualFunction())
                                .isEmpty()) {
                    ledger.give(entry);
                }
            }
        }
    }

    /**
     * Keeps the VM's entries on one node. Those of an AccelNetVM that was deleted and created again under the same name keep the
     * former UID, as the new one hasn't been checked, unless its status says that it was admitted: then it was restored.
     */
    private void keepOnePlace(VmSnapshot vm, SortedMap<String, List<LedgerEntry>> places) {
        places.values()
                .forEach(entries -> entries.removeIf(entry -> !entry.cluster().equals(vm.cluster())));
        places.values().removeIf(List::isEmpty);
        places.keySet().stream()
                .min(preference(vm, places))
                .ifPresent(node -> ledgers.adopt(
                        vm.id(),
                        node,
                        oneForEachNetworkAdapter(places.getOrDefault(node, List.of())).stream()
                                .map(entry -> vm.memory().admitted() ? entry.withUid(vm.uid()) : entry)
                                .toList()));
    }

    /** No network adapter has two VFs. If another writer has given it a second one, the first counts and the other is freed. */
    private static List<LedgerEntry> oneForEachNetworkAdapter(List<LedgerEntry> entries) {
        Set<String> known = new HashSet<>();
        return entries.stream()
                .sorted()
                .filter(entry -> known.add(entry.networkAdapter()))
                .toList();
    }

    /**
     * Which of several nodes a VM keeps. First the node that it reports, if that is up. Then a node with nothing lost and every link
     * up, then one that is up: a failover moves VMs away from the others. Then the node in its status, then the lowest name.
     */
    private Comparator<String> preference(VmSnapshot vm, Map<String, List<LedgerEntry>> places) {
        Optional<String> reported = vm.facts().flatMap(facts -> facts.reportedNode());
        return Comparator.<String, Boolean>comparing(node -> !(reported.equals(Optional.of(node)) && isUp(node)))
                .thenComparing(node -> anyLost(node, places))
                .thenComparing(node -> !isUp(node))
                .thenComparing(node -> !vm.memory().node().equals(Optional.of(node)))
                .thenComparing(Comparator.naturalOrder());
    }

    private boolean isUp(String node) {
        NodeHealth found = health.get(node);
        return found != null && !found.down();
    }

    private boolean anyLost(String node, Map<String, List<LedgerEntry>> places) {
        NodeSnapshot snapshot = ledgers.node(node).orElseThrow();
        return places.getOrDefault(node, List.of()).stream()
                .anyMatch(entry -> Hardware.lostOrLinkDown(snapshot, entry));
    }

    /** Enters a VM without entries again from its status, unless one of these VFs is in use by now. */
    private void refill(VmSnapshot vm) {
        VmMemory memory = vm.memory();
        if (memory.functions().isEmpty() || ledgers.assignment(vm.id()).isPresent()) {
            return;
        }
        memory.node().flatMap(ledgers::node).ifPresent(snapshot -> {
            String node = snapshot.name();
            List<LedgerEntry> remembered = memory.functions().stream()
                    .map(held -> new LedgerEntry(
                            held.adapter(),
                            held.virtualFunction(),
                            vm.id(),
                            vm.uid(),
                            vm.cluster(),
                            held.networkAdapter(),
                            memory.level().orElse(vm.level()),
                            held.queuePairs(),
                            memory.differentPorts(),
                            Optional.empty()))
                    .map(entry -> PresentNames.of(snapshot, entry))
                    .toList();
            NodeLedger ledger = ledgers.of(node);
            boolean collides = remembered.stream()
                    .anyMatch(entry -> ledger.holder(entry.adapter(), entry.virtualFunction())
                            .isPresent());
            if (!collides) {
                ledgers.adopt(vm.id(), node, remembered);
            }
        });
    }
}
