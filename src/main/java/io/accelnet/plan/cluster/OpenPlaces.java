package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Reserve;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The places that pods keep which may be bound at any moment. A VM with such a pod counts on each node to which the pod was opened, as
 * one that has virtual functions there and loses them with the node, beside the one on which the ledger has it. If the reserve holds
 * so, it holds wherever the pod is bound: the state then is this one without the other places, and what survives with a VM survives
 * without it.
 *
 * <p>The pods themselves are the memory of where they were opened to. A restart, or another replica, finds the same places.
 *
 * <p>A node that is down keeps no place: nothing starts there. A pod that names no node was never held at the gate. It counts where its
 * VM is planned, and while there is one, no other pod is opened to more than its planned node.
 */
final class OpenPlaces {
    /**
     * A place that a pod keeps.
     *
     * @param pod the pod
     * @param key its name in the fleet
     * @param node where
     * @param demand what it keeps
     * @param functionsPerPort on which ports; none if there is no room
     */
    record Place(PodSnapshot pod, String key, String node, Demand demand, Map<String, Integer> functionsPerPort) {}

    private static final long STEPS_PER_PLACE = 50;

    private final ClusterView view;
    private final Reserve fleet;
    private final WorkBudget work;
    private final SortedMap<String, List<Place>> ofPods = new TreeMap<>();
    private final Map<VmId, PodSnapshot> runs = new HashMap<>();
    private final Set<VmId> migrating = new HashSet<>();
    private final List<PodSnapshot> anywhere = new ArrayList<>();

    private OpenPlaces(ClusterView view, Reserve fleet, WorkBudget work) {
        this.view = view;
        this.fleet = fleet;
        this.work = work;
    }

    /** Keeps the places of these pods. The fleet must have the assignments of all VMs already. */
    static OpenPlaces keep(ClusterPods pods, PlanContext context) {
        OpenPlaces places =
                new OpenPlaces(context.view(), context.fleet(), context.budget().work());
        Map<VmId, VmSnapshot> vms = new HashMap<>();
        if (!pods.all().isEmpty()) {
            context.vms().forEach(vm -> vms.put(vm.id(), vm));
        }
        for (PodSnapshot pod : pods.all()) {
            if (pod.stage() instanceof PodSnapshot.Open open) {
                places.keep(pod, open, pod.vm().map(vms::get), pods, context);
            }
        }
        return places;
    }

    private void keep(
            PodSnapshot pod, PodSnapshot.Open open, Optional<VmSnapshot> vm, ClusterPods pods, PlanContext context) {
        if (open.nodes().isEmpty()) {
            anywhere.add(pod);
            return;
        }
        Optional<VmSnapshot> admitted = vm.filter(found -> isAdmitted(found, context));
        admitted.ifPresent(found -> {
            if (pod.purpose() == Purpose.RUN) {
                runs.putIfAbsent(found.id(), pod);
            } else {
                migrating.add(found.id());
            }
        });
        Optional<Demand> promised = admitted.flatMap(found -> of(found, context));
        Optional<Demand> demand = demand(pods.requested(pod), promised);
        Optional<String> has = admitted.flatMap(context::assignment).map(Assignment::node);
        demand.ifPresent(needed -> new TreeSet<>(open.nodes().get())
                .stream()
                        .filter(node -> view.isMember(node) && !view.isDown(node) && !has.equals(Optional.of(node)))
                        .forEach(node -> keep(pod, node, needed, promised)));
    }

    /** A VM that was made anew and isn't admitted yet has a pod as anybody has. */
    private static boolean isAdmitted(VmSnapshot vm, PlanContext context) {
        return context.assignment(vm)
                .map(has -> !has.isOfFormer(vm.uid()))
                .orElse(vm.memory().admitted());
    }

    private static Optional<Demand> demand(RequestedFunctions requested, Optional<Demand> promised) {
        return promised.map(requested::with).or(requested::demand);
    }

    /** What an admitted VM needs wherever it starts. */
    private static Optional<Demand> of(VmSnapshot vm, PlanContext context) {
        if (!context.isServed(vm)) {
            return Optional.empty();
        }
        Optional<Assignment> assignment = context.assignment(vm);
        if (assignment.isPresent()) {
            return context.demands().held(vm, assignment.get());
        }
        return Optional.of(Entitlement.of(context.view(), vm, assignment))
                .filter(entitlement -> entitlement.size() > 0)
                .map(context.demands()::of);
    }

    /** Where there is no room for what the pod requests it can't be, and counts as what its VM was promised: nothing, for a pod of nobody. */
    private void keep(PodSnapshot pod, String node, Demand demand, Optional<Demand> promised) {
        Optional<Map<String, Integer>> room = fleet.roomOn(node, demand);
        if (room.isPresent()) {
            keep(new Place(pod, key(pod, node), node, demand, room.get()));
        } else {
            promised.ifPresent(its -> keep(new Place(
                    pod, key(pod, node), node, its, fleet.roomOn(node, its).orElse(Map.of()))));
        }
    }

    private void keep(Place place) {
        ofPods.computeIfAbsent(place.pod().key(), key -> new ArrayList<>()).add(place);
        hold(place);
    }

    /** The name in the fleet of what a pod keeps on a node; VMs have no such names. */
    static String key(PodSnapshot pod, String node) {
        return "pod " + pod.key() + " on " + node;
    }

    private void hold(Place place) {
        fleet.hold(place.key(), place.node(), place.demand(), place.functionsPerPort());
    }

    /** Whether the VM may start at any moment, on nodes that its pod names. */
    boolean mayStart(VmSnapshot vm) {
        return runs.containsKey(vm.id());
    }

    /** Whether a pod of the VM, or the target of its migration, may be bound at any moment. */
    boolean isOpen(VmSnapshot vm) {
        return runs.containsKey(vm.id()) || migrating.contains(vm.id());
    }

    /** Where the VM may start besides the node on which the ledger has it. */
    List<Place> places(VmSnapshot vm) {
        return Optional.ofNullable(runs.get(vm.id()))
                .map(pod -> ofPods.getOrDefault(pod.key(), List.of()))
                .map(List::copyOf)
                .orElse(List.of());
    }

    /** What a pod keeps. */
    List<Place> places(PodSnapshot pod) {
        return List.copyOf(ofPods.getOrDefault(pod.key(), List.of()));
    }

    /** Gives a place up: the VM is held there, or nobody needs it. */
    void giveUp(Place place) {
        fleet.release(place.key());
        Optional.ofNullable(ofPods.get(place.pod().key())).ifPresent(places -> places.remove(place));
    }

    /** What it costs to take all that these pods keep out of the fleet, and to enter it again. */
    long cost(Collection<PodSnapshot> pods) {
        return STEPS_PER_PLACE
                * pods.stream()
                        .mapToLong(
                                pod -> ofPods.getOrDefault(pod.key(), List.of()).size())
                        .sum();
    }

    /** Whether something would be so if these pods kept nothing. */
    boolean without(Collection<PodSnapshot> pods, BooleanSupplier question) {
        work.spend(cost(pods));
        List<Place> places = pods.stream().flatMap(pod -> places(pod).stream()).toList();
        places.forEach(place -> fleet.release(place.key()));
        try {
            return question.getAsBoolean();
        } finally {
            places.forEach(this::hold);
        }
    }

    /** The pods that keep places, by namespace and name. */
    List<PodSnapshot> pods() {
        return ofPods.values().stream()
                .filter(places -> !places.isEmpty())
                .map(places -> places.getFirst().pod())
                .toList();
    }

    /** The pods that may be bound to any node, since they were never held at the gate. */
    List<PodSnapshot> anywhere() {
        return List.copyOf(anywhere);
    }
}
