package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All ledgers while a plan is made, and which node each VM has its virtual functions on. */
public final class WorkingLedgers {
    private final Map<String, NodeLedger> byNode = new HashMap<>();
    private final Map<String, NodeSnapshot> nodes = new HashMap<>();
    private final Map<VmId, String> nodeOfVm = new HashMap<>();

    /** Empty ledgers for these nodes. */
    WorkingLedgers(List<NodeSnapshot> all) {
        for (NodeSnapshot node : all) {
            nodes.put(node.name(), node);
            byNode.put(node.name(), new NodeLedger());
        }
    }

    /** The ledger of a node of the snapshot. */
    public NodeLedger of(String node) {
        NodeLedger ledger = byNode.get(node);
        if (ledger == null) {
            throw new IllegalArgumentException("there is no node " + node);
        }
        return ledger;
    }

    /** A node of the snapshot; empty if there is none of this name. */
    public Optional<NodeSnapshot> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** What the VM has. */
    public Optional<Assignment> assignment(VmId vm) {
        return Optional.ofNullable(nodeOfVm.get(vm)).map(node -> new Assignment(node, of(node).heldBy(vm)));
    }

    /** Records what a VM is known to hold on a node; of two that claim one virtual function, the first has it. */
    void adopt(VmId vm, String node, List<LedgerEntry> entries) {
        NodeLedger ledger = of(node);
        for (LedgerEntry entry : entries) {
            if (ledger.holder(entry.adapter(), entry.virtualFunction()).isEmpty()) {
                ledger.give(entry);
                nodeOfVm.put(vm, node);
            }
        }
    }

    /** Takes everything from the VM that it has on the node that counts as its own. */
    public void free(VmId vm) {
        Optional.ofNullable(nodeOfVm.remove(vm)).ifPresent(node -> of(node).free(vm));
    }

    /** Takes from the VM what hardware has left of what it had. What is lost stays noted, and comes back with the hardware. */
    public void freeWhatIsNotLost(VmId vm) {
        Optional.ofNullable(nodeOfVm.get(vm)).flatMap(this::node).ifPresent(node -> {
            NodeLedger ledger = of(node.name());
            ledger.free(vm, entry -> !Hardware.lost(node, entry));
            if (ledger.heldBy(vm).isEmpty()) {
                nodeOfVm.remove(vm);
            }
        });
    }

    /**
     * Gives a VM virtual functions of a node: those that it has there already on the same ports stay its own as far as they
     * count, the rest are the lowest free ones. What it has on another node stays in that node's ledger until the next plan,
     * which sees the new entries and frees the old: a move writes first what is new.
     *
     * @return false, and nothing has changed, if too few numbers or queue pairs are free because somebody who moves away still
     *     has them
     */
    public boolean assign(Grant grant) {
        return !overdraws(grant) && assignJointly(grant);
    }

    /**
     * The same for a VM that is placed together with others. Their places count on each other: for as long as it takes until
     * the next plan, a port may lack queue pairs that somebody who moves away still has.
     */
    public boolean assignJointly(Grant grant) {
        VmId vm = grant.vm().id();
        NodeLedger ledger = of(grant.node());
        List<LedgerEntry> before = ledger.heldBy(vm);
        ledger.free(vm);
        if (write(grant, before)) {
            return true;
        }
        before.forEach(ledger::give);
        return false;
    }

    /**
     * Gives VMs other virtual functions of the node on which they are, all in one write: they may want each other's.
     *
     * @return false, and nothing has changed, if too few numbers are free
     */
    public boolean exchange(String node, List<Grant> grants) {
        NodeLedger ledger = of(node);
        List<LedgerEntry> before = ledger.entries();
        Set<VmId> vms = grants.stream().map(grant -> grant.vm().id()).collect(Collectors.toSet());
        vms.forEach(ledger::free);
        for (Grant grant : grants) {
            VmId vm = grant.vm().id();
            if (!write(
                    grant,
                    before.stream().filter(entry -> entry.vm().equals(vm)).toList())) {
                ledger.free();
                before.forEach(ledger::give);
                return false;
            }
        }
        return true;
    }

    private boolean write(Grant grant, List<LedgerEntry> before) {
        List<LedgerEntry> slots = new ArrayList<>();
        grant.functionsPerPort().forEach((port, count) -> slots.addAll(pick(grant, port, count, before)));
        if (slots.size() < grant.networkAdapters().size()) {
            return false;
        }
        NetworkAdapterNames.match(grant.networkAdapters(), slots, before).forEach(of(grant.node())::give);
        nodeOfVm.put(grant.vm().id(), grant.node());
        return true;
    }

    /** Keeps the very virtual functions that a VM has, and renews what is said about them. */
    public void rewrite(VmId vm, List<String> networkAdapters, Level level, Optional<String> displacedFrom) {
        assignment(vm)
                .filter(assignment -> !says(assignment, networkAdapters, level, displacedFrom))
                .ifPresent(assignment -> {
                    NodeLedger ledger = of(assignment.node());
                    List<LedgerEntry> renewed = assignment.entries().stream()
                            .map(entry -> entry.with(level, displacedFrom))
                            .toList();
                    ledger.free(vm);
                    NetworkAdapterNames.match(networkAdapters, renewed, assignment.entries())
                            .forEach(ledger::give);
                });
    }

    /** Whether this is what is said already, word for word: the usual case. */
    private static boolean says(
            Assignment assignment, List<String> networkAdapters, Level level, Optional<String> displacedFrom) {
        if (networkAdapters.size() != assignment.size()) {
            return false;
        }
        for (int i = 0; i < assignment.size(); i++) {
            LedgerEntry entry = assignment.entries().get(i);
            if (entry.level() != level
                    || !entry.networkAdapter().equals(networkAdapters.get(i))
                    || !entry.displacedFrom().equals(displacedFrom)) {
                return false;
            }
        }
        return true;
    }

    /** Whether some port would lack queue pairs afterwards, and more than it lacks already. */
    private boolean overdraws(Grant grant) {
        NodeSnapshot node = nodes.get(grant.node());
        if (node == null) {
            return false;
        }
        for (Map.Entry<String, Integer> given : grant.functionsPerPort().entrySet()) {
            if (overdraws(grant, node, given.getKey(), given.getValue())) {
                return true;
            }
        }
        return false;
    }

    private boolean overdraws(Grant grant, NodeSnapshot node, String port, int functions) {
        AdapterSnapshot adapter = Hardware.adapter(node, port).orElseThrow();
        if (adapter.queuePairs().isEmpty()) {
            return false;
        }
        int there = Hardware.functions(node, adapter);
        int now = 0;
        int own = 0;
        for (LedgerEntry entry : of(node.name()).entriesOn(port)) {
            if (entry.virtualFunction() < there) {
                now += entry.queuePairs();
                own += entry.vm().equals(grant.vm().id()) ? entry.queuePairs() : 0;
            }
        }
        int then = now - own + functions * grant.queuePairs();
        return then > adapter.queuePairs().getAsInt() && then > now;
    }

    private List<LedgerEntry> pick(Grant grant, String port, int count, List<LedgerEntry> before) {
        NodeSnapshot node = nodes.get(grant.node());
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + grant.node());
        }
        List<LedgerEntry> kept = kept(grant, node, port, count, before);
        List<LedgerEntry> picked = new ArrayList<>(kept);
        Set<Integer> taken = of(grant.node()).takenOn(port);
        int functions = Hardware.adapter(node, port).orElseThrow().virtualFunctions();
        for (int candidate = 0; candidate < functions && picked.size() < count; candidate++) {
            if (!taken.contains(candidate) && !isAmong(kept, candidate)) {
                picked.add(grant.entry(port, candidate));
            }
        }
        return picked;
    }

    private List<LedgerEntry> kept(Grant grant, NodeSnapshot node, String port, int count, List<LedgerEntry> before) {
        if (before.isEmpty()) {
            return List.of();
        }
        return before.stream()
                .filter(entry -> IntentAdapters.same(entry.adapter(), port) && !Hardware.lost(node, entry))
                .filter(entry ->
                        of(grant.node()).holder(port, entry.virtualFunction()).isEmpty())
                .sorted(Comparator.comparing(entry -> !grant.networkAdapters().contains(entry.networkAdapter())))
                .limit(count)
                .map(entry -> grant.entry(port, entry.virtualFunction()))
                .toList();
    }

    private static boolean isAmong(List<LedgerEntry> entries, int virtualFunction) {
        for (LedgerEntry entry : entries) {
            if (entry.virtualFunction() == virtualFunction) {
                return true;
            }
        }
        return false;
    }
}
