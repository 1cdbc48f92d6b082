package io.accelnet.plan.ledger;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.IntentOwnership;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many virtual functions Kubernetes offers. A Node's {@code allocatable} of the intent's resource is for all its ports together.
 * If it is less than what the ports have, as while a device plugin starts or has trouble, as many of the free ones are withheld: nobody
 * is given them. Nobody loses any: VMs may use what they have, and the number may be back in a moment.
 */
public final class OfferedFunctions {
    private final ClusterSnapshot snapshot;
    private final IntentOwnership intents;
    private final Map<String, Set<Slot>> taken = new HashMap<>();

    /** A virtual function of a node. */
    private record Slot(String adapter, int number) {
        static Slot of(String adapter, int number) {
            return new Slot(IntentAdapters.key(adapter), number);
        }
    }

    private OfferedFunctions(ClusterSnapshot snapshot, IntentOwnership intents) {
        this.snapshot = snapshot;
        this.intents = intents;
        snapshot.vms().forEach(this::noteRemembered);
        snapshot.pods().forEach(this::noteObserved);
    }

    /** The same snapshot, with what isn't offered withheld. */
    public static ClusterSnapshot limit(ClusterSnapshot snapshot, IntentOwnership intents) {
        boolean known = snapshot.kubernetesNodes().values().stream()
                        .anyMatch(node -> node.allocatable().isPresent())
                && snapshot.intents().stream()
                        .anyMatch(intent -> intent.resourceName().isPresent());
        return known ? new OfferedFunctions(snapshot, intents).limited() : snapshot;
    }

    /**
     * Whether a node's Kubernetes Node offers as many virtual functions of an intent as its ports have; empty if that isn't known.
     *
     * @param adapters the adapters that the intent has
     */
    public static Optional<Finding> finding(
            ClusterSnapshot snapshot, NodeSnapshot node, IntentSnapshot intent, IntentAdapters adapters) {
        return intent.resourceName().flatMap(resource -> offered(snapshot, node, resource)
                .map(offered -> finding(
                        resource,
                        offered,
                        ports(node, adapters).stream()
                                .mapToInt(AdapterSnapshot::usableFunctions)
                                .sum())));
    }

    private static Finding finding(String resource, long offered, int there) {
        ConditionType type = ConditionType.VIRTUAL_FUNCTIONS_OFFERED;
        if (offered == there) {
            return Finding.holds(
                    type,
                    Reason.PASSED,
                    "The Kubernetes Node offers " + offered + " of " + resource + ", as many as there are.");
        }
        String facts = "The Kubernetes Node offers " + offered + " of " + resource + ", and the intent's adapters have "
                + Phrases.count(there, "virtual function") + ". ";
        return Finding.fails(
                type,
                Reason.OFFER_DIFFERS,
                facts
                        + (offered < there
                                ? "No more than the Node offers are given to VMs. Look at the SR-IOV device plugin on the"
                                        + " host."
                                : "The others are given to nobody. Look at virtualFunctions and excludedVirtualFunctions of"
                                        + " the AccelNetNode, and at what else the pool of this name has on the host."));
    }

    private ClusterSnapshot limited() {
        return snapshot.withNodes(snapshot.nodes().stream().map(this::limited).toList());
    }

    private NodeSnapshot limited(NodeSnapshot node) {
        Map<String, Set<Integer>> withheld = new HashMap<>();
        for (IntentSnapshot intent : snapshot.intents()) {
            intent.resourceName()
                    .flatMap(resource -> offered(snapshot, node, resource))
                    .ifPresent(offered -> withhold(
                            node,
                            ports(node, intents.adaptersOf(intent.name()).orElse(IntentAdapters.NONE)),
                            offered,
                            withheld));
        }
        return withheld.isEmpty()
                ? node
                : node.withAdapters(node.adapters().stream()
                        .map(adapter -> adapter.withholding(withheld.getOrDefault(adapter.name(), Set.of())))
                        .toList());
    }

    private static Optional<Long> offered(ClusterSnapshot snapshot, NodeSnapshot node, String resource) {
        return Optional.ofNullable(snapshot.kubernetesNodes().get(node.name()))
                .filter(found -> node.standsForKubernetesNode())
                .flatMap(KubernetesNode::allocatable)
                .map(offers -> offers.getOrDefault(resource, 0L));
    }

    /** The ports of an intent that give virtual functions. */
    private static List<AdapterSnapshot> ports(NodeSnapshot node, IntentAdapters adapters) {
        return node.adapters().stream()
                .filter(adapter -> adapters.contains(adapter) && Hardware.functions(node, adapter) > 0)
                .toList();
    }

    /** First of ports without a link, which give nothing anyhow, then of the port with most that are free, the last ones first. */
    private void withhold(
            NodeSnapshot node, List<AdapterSnapshot> ports, long offered, Map<String, Set<Integer>> withheld) {
        long missing = ports.stream()
                        .mapToInt(AdapterSnapshot::usableFunctions)
                        .sum()
                - offered;
        if (missing <= 0) {
            return;
        }
        Set<Slot> notFree = notFree(node);
        List<List<Slot>> free = new ArrayList<>();
        for (AdapterSnapshot port : ports.stream()
                .sorted(Comparator.comparing((AdapterSnapshot port) -> !port.linkDown()))
                .toList()) {
            List<Slot> slots = free(port, notFree);
            if (port.linkDown()) {
                missing -= withhold(slots, missing, port.name(), withheld);
            } else {
                free.add(slots);
            }
        }
        Map<String, String> names = new HashMap<>();
        ports.forEach(port -> names.put(IntentAdapters.key(port.name()), port.name()));
        while (missing > 0) {
            Optional<List<Slot>> most = free.stream()
                    .filter(slots -> !slots.isEmpty())
                    .max(Comparator.comparingInt(List::size));
            if (most.isEmpty()) {
                return;
            }
            String port = names.getOrDefault(most.get().getLast().adapter(), "");
            missing -= withhold(most.get(), 1, port, withheld);
        }
    }

    private static long withhold(List<Slot> free, long number, String port, Map<String, Set<Integer>> withheld) {
        long done = 0;
        while (done < number && !free.isEmpty()) {
            withheld.computeIfAbsent(port, name -> new HashSet<>())
                    .add(free.removeLast().number());
            done++;
        }
        return done;
    }

    private static List<Slot> free(AdapterSnapshot port, Set<Slot> notFree) {
        List<Slot> free = new ArrayList<>();
        for (int each = 0; each < port.virtualFunctions(); each++) {
            Slot slot = Slot.of(port.name(), port.firstFunction() + each);
            if (port.hasUsable(slot.number()) && !notFree.contains(slot)) {
                free.add(slot);
            }
        }
        return free;
    }

    private Set<Slot> notFree(NodeSnapshot node) {
        Set<Slot> notFree = new HashSet<>();
        node.ledger()
                .forEach(entry -> notFree.add(
                        Slot.of(PresentNames.of(node, entry).adapter(), entry.virtualFunction())));
        for (Slot slot : taken.getOrDefault(node.name(), Set.of())) {
            notFree.add(Slot.of(
                    Hardware.adapter(node, slot.adapter())
                            .map(AdapterSnapshot::name)
                            .orElse(slot.adapter()),
                    slot.number()));
        }
        return notFree;
    }

    /** A ledger that came back empty is filled again with what the statuses of VMs say. */
    private void noteRemembered(VmSnapshot vm) {
        vm.memory().node().ifPresent(node -> {
            for (HeldFunction held : vm.memory().functions()) {
                note(node, Slot.of(held.adapter(), held.virtualFunction()));
            }
        });
    }

    private void noteObserved(PodSnapshot pod) {
        if (pod.stage() instanceof PodSnapshot.Bound bound) {
            bound.functions()
                    .forEach(function -> function.adapter()
                            .ifPresent(adapter -> function.virtualFunction()
                                    .ifPresent(number -> note(bound.node(), Slot.of(adapter, number)))));
        }
    }

    private void note(String node, Slot slot) {
        taken.computeIfAbsent(node, name -> new HashSet<>()).add(slot);
    }
}
