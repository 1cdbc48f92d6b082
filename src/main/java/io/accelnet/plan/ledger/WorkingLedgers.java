package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ledgers of all nodes while a plan is made, and the node on which each VM has its virtual functions. */
public final class WorkingLedgers {
    private final Map<String, NodeLedger> byNode = new HashMap<>();
    private final Map<String, NodeSnapshot> nodes = new HashMap<>();
    private final Map<VmId, String> nodeOfVm = new HashMap<>();
    private final PodUses uses;
    private final Map<String, List<TakenFunction>> taken = new HashMap<>();
    private final Map<String, Map<Slot, TakenFunction>> takenBySlot = new HashMap<>();
    private boolean movesVms;

    /** Empty ledgers for these nodes. */
    WorkingLedgers(List<NodeSnapshot> all, PodUses uses) {
        this.uses = uses;
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

    /** The virtual functions that the VM has; empty if it has none. */
    public Optional<Assignment> assignment(VmId vm) {
        return Optional.ofNullable(nodeOfVm.get(vm)).map(node -> new Assignment(node, of(node).heldBy(vm)));
    }

    /** The adapters on which the assignment has virtual functions and whose link is down, by name. */
    public List<String> withoutLink(Assignment assignment) {
        NodeSnapshot node = node(assignment.node()).orElseThrow();
        return assignment.entries().stream()
                .filter(entry -> Hardware.linkDown(node, entry))
                .map(LedgerEntry::adapter)
                .distinct()
                .toList();
    }

    /** What is known of pods. */
    public PodUses uses() {
        return uses;
    }

    /** Renumbers entries as the pods say, and finds out what pods have besides. */
    void matchUses(List<VmSnapshot> vms) {
        Map<String, List<VmId>> yielding = uses.nodes().isEmpty() ? Map.of() : yielding(vms);
        for (String name : uses.nodes()) {
            NodeSnapshot node = node(name).orElseThrow();
            List<TakenFunction> functions = UsedSlots.match(
                    node,
                    of(name),
                    uses.portsOfResources(name).values(),
                    uses.on(name),
                    yielding.getOrDefault(name, List.of()));
            Map<Slot, TakenFunction> bySlot = new HashMap<>();
            functions.forEach(function -> {
                bySlot.put(function.slot(), function);
                function.others().forEach(other -> bySlot.put(other, function));
            });
            taken.put(name, functions);
            takenBySlot.put(name, bySlot);
        }
        if (!uses.nodes().isEmpty()) {
            nodeOfVm.entrySet()
                    .removeIf(
                            place -> of(place.getValue()).heldBy(place.getKey()).isEmpty());
        }
    }

    /** The VMs that have something on each node of which nobody says that they run there, the newest first. */
    private Map<String, List<VmId>> yielding(List<VmSnapshot> vms) {
        Map<String, List<VmId>> yielding = new HashMap<>();
        for (VmSnapshot vm : vms.reversed()) {
            @Nullable String node = nodeOfVm.get(vm.id());
            if (node != null && (uses.isHalted(vm) || (vm.isDescribed() && !reports(vm, node)))) {
                yielding.computeIfAbsent(node, name -> new ArrayList<>()).add(vm.id());
            }
        }
        return yielding;
    }

    private static boolean reports(VmSnapshot vm, String node) {
        return vm.facts()
                .flatMap(facts -> facts.reportedNode())
                .filter(node::equals)
                .isPresent();
    }

    /** Whether another's pod has the virtual function of an entry, and there was no other in its place. */
    public boolean isTaken(String node, LedgerEntry entry) {
        @Nullable TakenFunction function = takenBySlot.getOrDefault(node, Map.of()).get(Slot.of(entry));
        return function != null && !function.vm().equals(Optional.of(entry.vm()));
    }

    /** What pods of a VM have on a node, whether a ledger says it or not. */
    public List<TakenFunction> usedBy(VmId vm, String node) {
        return taken.getOrDefault(node, List.of()).stream()
                .filter(function -> function.vm().equals(Optional.of(vm)))
                .toList();
    }

    /** What pods have on a node beside what the ledger gives to their VMs there. */
    public List<TakenFunction> usedBesides(String node) {
        return taken.getOrDefault(node, List.of()).stream()
                .filter(function -> !isEntered(node, function))
                .toList();
    }

    /** A VM that has been given something elsewhere in this plan leaves what it had here, and its pod still has it. */
    private boolean isEntered(String node, TakenFunction function) {
        return function.vm()
                .filter(vm -> node.equals(nodeOfVm.get(vm))
                        && of(node).holder(
                                        function.slot().port(), function.slot().number())
                                .filter(entry -> entry.vm().equals(vm))
                                .isPresent())
                .isPresent();
    }

    /** The PCI address of an entry's virtual function, once the VM's pod says it. */
    public Optional<String> pciAddress(String node, LedgerEntry entry) {
        return Optional.ofNullable(takenBySlot.getOrDefault(node, Map.of()).get(Slot.of(entry)))
                .filter(function -> function.vm().equals(Optional.of(entry.vm())))
                .flatMap(TakenFunction::pciAddress);
    }

    /**
     * Frees what a VM had on a node before it was given something on another one. Only of a VM that doesn't run: of others the new
     * entry has to be stored first.
     */
    public void freeFormer(VmId vm, String node) {
        if (!node.equals(nodeOfVm.get(vm))) {
            of(node).free(vm);
        }
    }

    /** Whether a VM was given virtual functions on another node, whose former ones the next plan frees. */
    public boolean movesVms() {
        return movesVms;
    }

    /** Enters what a VM has on a node. If another VM has one of these VFs already, that one keeps it. */
    void adopt(VmId vm, String node, List<LedgerEntry> entries) {
        NodeLedger ledger = of(node);
        for (LedgerEntry entry : entries) {
            if (ledger.holder(entry.adapter(), entry.virtualFunction()).isEmpty()) {
                ledger.give(entry);
                nodeOfVm.put(vm, node);
            }
        }
    }

    /** Frees what the VM has on the node of its assignment. */
    public void free(VmId vm) {
        Optional.ofNullable(nodeOfVm.remove(vm)).ifPresent(node -> of(node).free(vm));
    }

    /**
     * Frees the VM's VFs. Entries of VFs that are lost stay, and of those whose adapter has no link, so that the VM gets them back with
     * the hardware. Those that a pod of another VM has don't: the numbers of that VM's entries are put right with them.
     */
    public void freeWhatIsOfUse(VmId vm) {
        Optional.ofNullable(nodeOfVm.get(vm)).flatMap(this::node).ifPresent(node -> {
            NodeLedger ledger = of(node.name());
            ledger.free(vm, entry -> !Hardware.lostOrLinkDown(node, entry));
            if (ledger.heldBy(vm).isEmpty()) {
                nodeOfVm.remove(vm);
            }
        });
    }

    /**
     * Gives a VM virtual functions of a node. It keeps those that it has there already on the same ports; the rest are the free
     * ones with the lowest numbers. If the VM moves, its entries on the former node stay: the next plan sees the new entries and
     * frees the former ones. So the new ones are always written first.
     *
     * @return false, and nothing has changed, if too few VFs or queue pairs are free because a VM that moves away still has them
     */
    public boolean assign(Grant grant) {
        return !overdraws(grant) && assignJointly(grant);
    }

    /**
     * The same for a VM that is placed together with others, some of which move away from here. Until the next plan frees what they
     * had, the ledger may give more queue pairs of a port than it has.
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
     * Gives several VMs other virtual functions of the node on which they are, all in one write, since they may exchange them.
     *
     * @return false, and nothing has changed, if too few VFs are free
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

    /**
     * Moves VMs that don't run to other nodes, all together: what one of them leaves another one may get.
     *
     * @return false, and nothing has changed, if too few VFs or queue pairs are free
     */
    public boolean moveHalted(List<Grant> grants) {
        List<Assignment> before = grants.stream()
                .flatMap(grant -> assignment(grant.vm().id()).stream())
                .toList();
        grants.forEach(grant -> free(grant.vm().id()));
        for (Grant grant : grants) {
            if (overdraws(grant) || !write(grant, List.of())) {
                grants.forEach(written -> free(written.vm().id()));
                before.forEach(had -> adopt(had.entries().getFirst().vm(), had.node(), had.entries()));
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
        String uid = uid(grant, before);
        NetworkAdapterNames.match(grant.networkAdapters(), slots, before, grant.match())
                .forEach(entry -> of(grant.node()).give(Objects.equals(entry.uid(), uid) ? entry : entry.withUid(uid)));
        VmId vm = grant.vm().id();
        String former = nodeOfVm.put(vm, grant.node());
        movesVms |= former != null
                && !former.equals(grant.node())
                && !of(former).heldBy(vm).isEmpty();
        return true;
    }

    /** What a VM has says whose it is, also when it moves. Only {@link #takeOver} makes it another AccelNetVM's. */
    private String uid(Grant grant, List<LedgerEntry> before) {
        VmId vm = grant.vm().id();
        List<LedgerEntry> has = before.isEmpty()
                ? Optional.ofNullable(nodeOfVm.get(vm))
                        .map(node -> of(node).heldBy(vm))
                        .orElse(List.of())
                : before;
        return has.isEmpty() ? grant.vm().uid() : has.getFirst().uid();
    }

    /** Makes what the VM has that of the AccelNetVM with this UID. */
    public void takeOver(VmId vm, String uid) {
        assignment(vm).ifPresent(assignment -> {
            NodeLedger ledger = of(assignment.node());
            ledger.free(vm);
            assignment.entries().stream().map(entry -> entry.withUid(uid)).forEach(ledger::give);
        });
    }

    /** Keeps a VM's virtual functions and changes what their entries say. */
    public void rewrite(
            VmId vm,
            List<String> networkAdapters,
            PortMatch match,
            Level level,
            boolean differentPorts,
            Optional<String> displacedFrom) {
        assignment(vm)
                .filter(assignment -> !says(assignment, networkAdapters, match, level, differentPorts, displacedFrom))
                .ifPresent(assignment -> {
                    NodeLedger ledger = of(assignment.node());
                    List<LedgerEntry> renewed = assignment.entries().stream()
                            .map(entry -> entry.with(level, differentPorts, displacedFrom))
                            .toList();
                    ledger.free(vm);
                    NetworkAdapterNames.match(networkAdapters, renewed, assignment.entries(), match)
                            .forEach(ledger::give);
                });
    }

    /** Whether the entries say this already, which is the usual case. */
    private static boolean says(
            Assignment assignment,
            List<String> networkAdapters,
            PortMatch match,
            Level level,
            boolean differentPorts,
            Optional<String> displacedFrom) {
        if (networkAdapters.size() != assignment.size()) {
            return false;
        }
        for (int i = 0; i < assignment.size(); i++) {
            LedgerEntry entry = assignment.entries().get(i);
            if (entry.level() != level
                    || entry.differentPorts() != differentPorts
                    || !match.fits(entry.networkAdapter(), entry.adapter())
                    || !entry.networkAdapter().equals(networkAdapters.get(i))
                    || !entry.displacedFrom().equals(displacedFrom)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a port would lack queue pairs afterwards, and more of them than now. */
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
        int now = 0;
        int own = 0;
        for (LedgerEntry entry : of(node.name()).entriesOn(port)) {
            if (Hardware.has(node, adapter, entry.virtualFunction())) {
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
        AdapterSnapshot adapter = Hardware.adapter(node, port).orElseThrow();
        Map<Slot, TakenFunction> used = takenBySlot.getOrDefault(grant.node(), Map.of());
        String key = IntentAdapters.key(port);
        Optional<VmId> vm = Optional.of(grant.vm().id());
        // First what the VM's pod has already.
        for (TakenFunction own :
                used.isEmpty() ? List.<TakenFunction>of() : usedBy(grant.vm().id(), grant.node())) {
            int number = own.slot().number();
            if (picked.size() < count
                    && own.slot().port().equals(key)
                    && adapter.hasUsable(number)
                    && !taken.contains(number)
                    && !isAmong(kept, number)) {
                picked.add(grant.entry(port, number));
            }
        }
        for (int each = 0; each < adapter.virtualFunctions() && picked.size() < count; each++) {
            int candidate = adapter.firstFunction() + each;
            @Nullable TakenFunction function = used.isEmpty() ? null : used.get(new Slot(key, candidate));
            if (adapter.hasUsable(candidate)
                    && !taken.contains(candidate)
                    && (function == null || function.vm().equals(vm))
                    && !isAmong(picked, candidate)) {
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
                .filter(entry -> IntentAdapters.same(entry.adapter(), port)
                        && !Hardware.lostOrLinkDown(node, entry)
                        && !isTaken(node.name(), entry))
                .filter(entry ->
                        of(grant.node()).holder(port, entry.virtualFunction()).isEmpty())
                .sorted(Comparator.comparing(entry -> !(grant.networkAdapters().contains(entry.networkAdapter())
                        && grant.match().fits(entry.networkAdapter(), port))))
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
