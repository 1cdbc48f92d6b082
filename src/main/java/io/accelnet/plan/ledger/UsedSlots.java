package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings the ledger of one node and the pods on it together. Kubelet and the device plugin choose which virtual functions a pod gets, so
 * that the numbers in a ledger are provisional until the pod says which it has. Then its VM's entries get these numbers, and a VM whose
 * number that was gets another one of the port, such as the one that has become free. So two VMs that have each other's numbers are put
 * right in one write.
 *
 * <p>Each resource is matched for itself: an entry on a port of one resource is never put on a port of another, whatever the pod has there.
 *
 * <p>A pod that doesn't say yet which virtual functions it has is taken to have those of its VM's entries; beyond these, free ones. If the
 * ports differ in what they can give, it may be one of any port, and each port has one less. If none is free, it has that of a VM which
 * doesn't run: of those who do, none can be missing.
 */
final class UsedSlots {
    private final NodeSnapshot node;
    private final Collection<List<AdapterSnapshot>> resources;
    private final List<PodUse> uses;
    private final SequencedMap<PodUse, List<TakenFunction>> taken = new LinkedHashMap<>();
    /** Who says that a virtual function is his, and whose claim counts. */
    private final SequencedMap<Slot, PodUse> claims = new LinkedHashMap<>();

    private final SequencedMap<Slot, LedgerEntry> entries = new LinkedHashMap<>();
    private final Set<LedgerEntry> settled = new HashSet<>();
    private final Map<String, NavigableSet<Integer>> free = new HashMap<>();

    private UsedSlots(NodeSnapshot node, Collection<List<AdapterSnapshot>> resources, List<PodUse> uses) {
        this.node = node;
        this.resources = resources;
        this.uses = uses;
    }

    /**
     * Renumbers the entries of the node's ledger as the pods say, and finds out what pods have besides.
     *
     * @param resources the ports whose virtual functions are handed out under one resource, of each
     * @param yielding the VMs with entries here of which nobody says that they run here, the first to yield first
     * @return what the pods have
     */
    static List<TakenFunction> match(
            NodeSnapshot node,
            NodeLedger ledger,
            Collection<List<AdapterSnapshot>> resources,
            List<PodUse> uses,
            List<VmId> yielding) {
        UsedSlots slots = new UsedSlots(node, resources, uses);
        List<LedgerEntry> before = ledger.entries();
        slots.claim(before);
        slots.renumber(before);
        slots.findUnnamed(yielding);
        List<LedgerEntry> after = slots.entries.values().stream().sorted().toList();
        if (!after.equals(before)) {
            ledger.free();
            after.forEach(ledger::give);
        }
        return slots.taken.values().stream().flatMap(List::stream).toList();
    }

    /** Of two pods that name one virtual function, one is wrong: whose VM has entries here counts, then whose entry it is. */
    private void claim(List<LedgerEntry> before) {
        Map<Slot, VmId> holders = new HashMap<>();
        Set<VmId> vms = new HashSet<>();
        before.forEach(entry -> {
            holders.put(Slot.of(entry), entry.vm());
            vms.add(entry.vm());
        });
        uses.stream()
                .sorted(Comparator.comparing(
                        use -> use.vm().filter(vms::contains).isEmpty()))
                .forEach(use -> use.known().forEach(known -> {
                    boolean holds = use.vm().equals(Optional.ofNullable(holders.get(known.slot())));
                    if (holds) {
                        claims.put(known.slot(), use);
                    } else {
                        claims.putIfAbsent(known.slot(), use);
                    }
                }));
        for (PodUse use : uses) {
            List<TakenFunction> its = new ArrayList<>();
            use.known().stream()
                    .filter(known -> use.equals(claims.get(known.slot())))
                    .forEach(known -> its.add(function(use, known.slot(), List.of(), Optional.of(known.pciAddress()))));
            taken.put(use, its);
        }
    }

    private void renumber(List<LedgerEntry> before) {
        Map<VmId, List<LedgerEntry>> byVm = new LinkedHashMap<>();
        before.forEach(entry ->
                byVm.computeIfAbsent(entry.vm(), vm -> new ArrayList<>()).add(entry));
        for (PodUse use : uses) {
            List<LedgerEntry> its =
                    use.vm().flatMap(vm -> Optional.ofNullable(byVm.get(vm))).orElseGet(ArrayList::new);
            List<PodUse.Known> open = new ArrayList<>(use.known().stream()
                    .filter(known -> use.equals(claims.get(known.slot())))
                    .toList());
            Match sameResource = (entry, known) -> mayBeOf(use, entry);
            take(
                    its,
                    open,
                    sameResource.and(
                            (entry, known) -> known.networkAdapter().equals(Optional.of(entry.networkAdapter()))));
            take(its, open, (entry, known) -> Slot.of(entry).equals(known.slot()));
            take(
                    its,
                    open,
                    (entry, known) -> Slot.of(entry).port().equals(known.slot().port()));
            take(its, open, sameResource);
        }
        List<LedgerEntry> homeless = new ArrayList<>();
        byVm.values().stream().flatMap(List::stream).forEach(entry -> {
            if (claims.containsKey(Slot.of(entry)) || entries.containsKey(Slot.of(entry))) {
                homeless.add(entry);
            } else {
                entries.put(Slot.of(entry), entry);
            }
        });
        // What can't have another number keeps its own, which is somebody else's; two entries can't have one.
        for (LedgerEntry entry : homeless) {
            Slot slot = another(entry).orElse(Slot.of(entry));
            entries.putIfAbsent(slot, at(entry, slot));
        }
    }

    private interface Match {
        boolean fits(LedgerEntry entry, PodUse.Known known);

        default Match and(Match other) {
            return (entry, known) -> fits(entry, known) && other.fits(entry, known);
        }
    }

    /** Whether an entry can stand for what a pod has of a resource: its port is the resource's, or no resource's. */
    private boolean mayBeOf(PodUse use, LedgerEntry entry) {
        Optional<AdapterSnapshot> port = Hardware.adapter(node, entry.adapter());
        return port.filter(use.ports()::contains).isPresent()
                || port.flatMap(this::resourceOf).isEmpty();
    }

    /** The ports whose virtual functions are handed out under the same resource. */
    private Optional<List<AdapterSnapshot>> resourceOf(AdapterSnapshot port) {
        return resources.stream().filter(ports -> ports.contains(port)).findFirst();
    }

    private void take(List<LedgerEntry> its, List<PodUse.Known> open, Match match) {
        for (PodUse.Known known : List.copyOf(open)) {
            its.stream().filter(entry -> match.fits(entry, known)).findFirst().ifPresent(entry -> {
                its.remove(entry);
                open.remove(known);
                LedgerEntry there = at(entry, known.slot());
                entries.put(known.slot(), there);
                settled.add(there);
            });
        }
    }

    private LedgerEntry at(LedgerEntry entry, Slot slot) {
        return Slot.of(entry).equals(slot) ? entry : entry.withFunction(port(slot), slot.number());
    }

    private String port(Slot slot) {
        return Hardware.adapter(node, slot.port()).map(AdapterSnapshot::name).orElse(slot.port());
    }

    /** Another virtual function in place of one that isn't the entry's: of its port, else of another port of the same resource. */
    private Optional<Slot> another(LedgerEntry entry) {
        List<AdapterSnapshot> ports = new ArrayList<>();
        Hardware.adapter(node, entry.adapter()).ifPresent(own -> {
            ports.add(own);
            resourceOf(own)
                    .ifPresent(some -> some.stream()
                            .filter(other -> !other.equals(own)
                                    && !other.linkDown()
                                    && entry.queuePairs()
                                            <= other.maxQueuePairsPerFunction().orElse(Integer.MAX_VALUE))
                            .forEach(ports::add));
        });
        return ports.stream()
                .filter(port -> !free(port).isEmpty())
                .findFirst()
                .map(port ->
                        new Slot(IntentAdapters.key(port.name()), free(port).removeFirst()));
    }

    /** What nobody has of a port. It is asked for only once all that keeps its number has been noted. */
    private NavigableSet<Integer> free(AdapterSnapshot port) {
        return free.computeIfAbsent(IntentAdapters.key(port.name()), key -> {
            TreeSet<Integer> numbers = new TreeSet<>();
            for (int each = 0; each < port.virtualFunctions(); each++) {
                int number = port.firstFunction() + each;
                Slot slot = new Slot(key, number);
                if (Hardware.has(node, port, number) && !claims.containsKey(slot) && !entries.containsKey(slot)) {
                    numbers.add(number);
                }
            }
            return numbers;
        });
    }

    private void findUnnamed(List<VmId> yielding) {
        Map<VmId, List<LedgerEntry>> unnamed = new HashMap<>();
        for (LedgerEntry entry : entries.values()) {
            if (!settled.contains(entry) && !claims.containsKey(Slot.of(entry))) {
                unnamed.computeIfAbsent(entry.vm(), vm -> new ArrayList<>()).add(entry);
            }
        }
        taken.forEach((use, its) -> {
            Iterator<LedgerEntry> own = use.vm()
                    .flatMap(vm -> Optional.ofNullable(unnamed.get(vm)))
                    .orElseGet(ArrayList::new)
                    .iterator();
            while (its.size() < use.count() && own.hasNext()) {
                LedgerEntry entry = own.next();
                if (mayBeOf(use, entry)) {
                    own.remove();
                    its.add(function(use, Slot.of(entry), List.of(), Optional.empty()));
                }
            }
        });
        taken.forEach((use, its) -> {
            Optional<TakenFunction> more =
                    Optional.of(use).filter(it -> its.size() < it.count()).flatMap(this::unknown);
            while (more.isPresent()) {
                its.add(more.get());
                more = Optional.of(use).filter(it -> its.size() < it.count()).flatMap(this::unknown);
            }
            if (its.size() < use.count()) {
                its.addAll(yielded(use, use.count() - its.size(), yielding));
            }
        });
    }

    /**
     * A virtual function of which the pod doesn't say yet which it is: one of the port that has most, with the highest number, as others
     * get the low ones. Ports without a link come last, as they give nothing anyway. If the ports differ, it may be of any: so one of
     * each is nobody else's.
     */
    private Optional<TakenFunction> unknown(PodUse use) {
        List<AdapterSnapshot> ports = use.ports().stream()
                .filter(port -> !free(port).isEmpty())
                .sorted(Comparator.comparing((AdapterSnapshot port) -> Hardware.supply(node, port) == 0)
                        .thenComparingInt(port -> -free(port).size())
                        .thenComparing(port -> IntentAdapters.key(port.name())))
                .limit(areAlike(use.ports()) ? 1 : Integer.MAX_VALUE)
                .toList();
        List<Slot> slots = ports.stream()
                .map(port ->
                        new Slot(IntentAdapters.key(port.name()), free(port).removeLast()))
                .toList();
        return slots.isEmpty()
                ? Optional.empty()
                : Optional.of(function(use, slots.getFirst(), slots.subList(1, slots.size()), Optional.empty()));
    }

    /** Whether a virtual function of one port is as good as that of another. */
    private static boolean areAlike(List<AdapterSnapshot> ports) {
        return ports.stream()
                                .map(AdapterSnapshot::maxQueuePairsPerFunction)
                                .distinct()
                                .count()
                        <= 1
                && (ports.size() == 1
                        || ports.stream().allMatch(port -> port.queuePairs().isEmpty()));
    }

    /** The virtual functions of VMs that don't run. */
    private List<TakenFunction> yielded(PodUse use, int count, List<VmId> yielding) {
        Set<Slot> blocked = new HashSet<>();
        taken.values().stream().flatMap(List::stream).forEach(function -> blocked.add(function.slot()));
        return yielding.stream()
                .filter(vm -> !use.vm().equals(Optional.of(vm)))
                .flatMap(vm ->
                        entries.values().stream().filter(entry -> entry.vm().equals(vm)))
                .filter(entry -> Hardware.adapter(node, entry.adapter())
                        .filter(port -> use.ports().contains(port) && Hardware.has(node, port, entry.virtualFunction()))
                        .isPresent())
                .map(Slot::of)
                .filter(slot -> !blocked.contains(slot))
                .limit(count)
                .map(slot -> function(use, slot, List.of(), Optional.empty()))
                .toList();
    }

    private static TakenFunction function(PodUse use, Slot slot, List<Slot> others, Optional<String> pciAddress) {
        return new TakenFunction(use.pod(), slot, others, use.queuePairs(), pciAddress);
    }
}
