package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.cluster.MigrationRoom.Migration;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.outcome.PodPlans.Opening;
import io.accelnet.plan.outcome.PodPlans.Place;
import io.accelnet.plan.outcome.PodPlans.Pod;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory.FailedStart;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Step 5 of a cluster's plan: decides for each pod that waits at the gate whether it is opened, and to which nodes.
 *
 * <p>The pod of an admitted VM is opened once the stored ledger has the VM's virtual functions: to the node on which they are, and to
 * others as far as the reserve holds if the VM counts on each of them ({@link OpenPlaces}). The node of the ledger is always among them,
 * also while the reserve is violated: an admitted VM can always start. Memory, volumes and taints are kube-scheduler's, so a choice is
 * worth something to it; what the choice keeps until the pod is bound, nobody else gets.
 *
 * <p>The target of a migration is opened to nodes on which the VM fits beside what it has, as far as the reserve holds. Only where a VM
 * must leave its node, free virtual functions are enough: no cluster that is full up to its reserve could be patched otherwise. That is
 * one VM at a time, and none while a node is down. Where no node will do the target is deleted at once, as it would keep one of
 * KubeVirt's few slots.
 *
 * <p>The fleet is in the end as it was before: what is decided here counts when the pods are open.
 */
final class PodOpening {
    /**
     * To so many nodes a pod is opened at most. Each place is kept from others until the pod is bound, and each costs a question to the
     * reserve; beyond some ten, another choice hardly ever helps kube-scheduler.
     */
    static final int MOST_PLACES = 16;

    /** On so many nodes it is tried at most whether the reserve would hold. */
    static final int MOST_TRIES = 48;

    /** Without the reserve, each place that an evacuation keeps is one that a failure could need: only a few. */
    static final int MOST_PLACES_OUTSIDE_RESERVE = 3;

    private static final String NOT_GATED =
            "The pod wasn't held at the gate and may be bound to any node, whatever is reserved there. Until it is, no other pod has"
                    + " a choice of nodes. If pods are to be held, look at the policies and who may remove scheduling gates.";

    /**
     * A pod that will be opened.
     *
     * @param planned the node on which its VM has virtual functions, or runs; empty if it isn't known
     * @param failed where the VM failed to start
     * @param places where it may start so far
     * @param migrates whether it is a migration's target, which doesn't go where the VM is
     * @param inReserve whether the reserve holds wherever it starts
     */
    private record Draft(
            PodSnapshot pod,
            Demand demand,
            Optional<String> planned,
            Set<String> failed,
            Set<String> places,
            boolean migrates,
            boolean inReserve) {
        /** Whether this node is another place for it, which its pod's own rules leave. */
        boolean mayAdd(String node) {
            return !places.contains(node) && !planned.equals(Optional.of(node)) && pod.mayGoTo(node);
        }
    }

    private final PlanContext context;
    private final ClusterView view;
    private final ClusterPods pods;
    private final PodDecisions decisions;
    private final Map<VmId, VmSnapshot> vms = new HashMap<>();
    private final Map<VmId, List<PodSnapshot>> podsOfVms;
    /** What the pods keep that were opened so far. */
    private final List<OpenPlaces.Place> kept = new ArrayList<>();

    private final NodesByRoom nodes;
    private final MigrationRoom migrationRoom;
    /** Which migrations that have no room would have some if no pod were open. */
    private final Map<MigrationRoom.Question, Boolean> roomKept = new HashMap<>();

    private final List<VmId> evacuated = new ArrayList<>();
    /** The targets of migrations, and the starts, that wait for room which others keep. */
    private final List<PodSnapshot> needRoom = new ArrayList<>();

    PodOpening(PlanContext context, PodDecisions decisions) {
        this.context = context;
        this.view = context.view();
        this.pods = context.pods();
        this.decisions = decisions;
        this.nodes = NodesByRoom.settled(context);
        this.migrationRoom = new MigrationRoom(context, nodes);
        context.vms().forEach(vm -> vms.put(vm.id(), vm));
        this.podsOfVms = pods.ofVms();
    }

    /** Decides for all pods that wait at the gate. */
    void decide() {
        pods.all().stream()
                .filter(pod -> pod.purpose() == Purpose.MIGRATION_TARGET && isUnderWay(pod) && isEvacuation(pod))
                .forEach(pod -> pod.vm().ifPresent(evacuated::add));
        List<Draft> drafts = new ArrayList<>();
        for (PodSnapshot pod : inOrder()) {
            Optional<VmSnapshot> vm = vm(pod);
            if (pod.purpose() == Purpose.MIGRATION_TARGET) {
                migrate(pod, vm).ifPresent(drafts::add);
            } else if (vm.isPresent()) {
                start(pod, vm.get()).ifPresent(drafts::add);
            } else {
                decisions.note(pod, PodReason.NO_ACCELNET_VM, pods.ofNobody(pod));
            }
        }
        drafts.forEach(this::widen);
        drafts.forEach(this::open);
        kept.forEach(place -> context.fleet().release(place.key()));
        for (PodSnapshot pod : context.open().anywhere()) {
            decisions.note(pod, PodReason.NOT_GATED, NOT_GATED);
        }
    }

    /** The pods that are refused for want of room that others keep, what matters most first. */
    List<PodSnapshot> needRoom() {
        return List.copyOf(needRoom);
    }

    /** Whether migrations have room. */
    MigrationRoom migrationRoom() {
        return migrationRoom;
    }

    private Optional<VmSnapshot> vm(PodSnapshot pod) {
        return pod.vm().map(vms::get);
    }

    /** Displaced VMs first, then evacuations, then all others: one of each namespace in turn, so that none waits behind many. */
    private List<PodSnapshot> inOrder() {
        Map<String, Integer> ofNamespace = new TreeMap<>();
        Map<PodSnapshot, Integer> turn = new HashMap<>();
        List<PodSnapshot> gated =
                pods.all().stream().filter(pod -> pod.stage() instanceof Gated).toList();
        gated.forEach(pod -> turn.put(pod, ofNamespace.merge(pod.namespace(), 1, Integer::sum)));
        return gated.stream()
                .sorted(Comparator.comparing((PodSnapshot pod) -> !isDisplaced(pod))
                        .thenComparing(pod -> !isEvacuation(pod))
                        .thenComparingInt(pod -> turn.getOrDefault(pod, 0))
                        .thenComparing(ClusterPods.ORDER))
                .toList();
    }

    private boolean isDisplaced(PodSnapshot pod) {
        return pod.purpose() == Purpose.RUN
                && vm(pod).flatMap(context::assignment)
                        .flatMap(Assignment::displacedFrom)
                        .isPresent();
    }

    private boolean isEvacuation(PodSnapshot pod) {
        return pod.purpose() == Purpose.MIGRATION_TARGET
                && (pod.evacuates()
                        || vm(pod).flatMap(context::assignment)
                                .map(Assignment::node)
                                .filter(view::isCordoned)
                                .isPresent());
    }

    /** Whether a migration to this pod may begin at any moment, or has begun. It has ended when the VM runs there. */
    private boolean isUnderWay(PodSnapshot pod) {
        return switch (pod.stage()) {
            case Gated gated -> false;
            case PodSnapshot.Open open -> true;
            case Bound bound ->
                !bound.terminating()
                        && !vm(pod).flatMap(VmSnapshot::facts)
                                .flatMap(VmFacts::reportedNode)
                                .equals(Optional.of(bound.node()));
        };
    }

    private Optional<Draft> start(PodSnapshot pod, VmSnapshot vm) {
        Optional<Assignment> assignment = context.toStartWith(vm);
        if (assignment.isEmpty()) {
            decisions.waitForVm(pod);
            needRoom.add(pod);
            return Optional.empty();
        }
        Assignment has = assignment.get();
        if (obstacle(pod, vm, has)) {
            return Optional.empty();
        }
        Set<String> failed = vm.memory().failedStarts().stream()
                .map(FailedStart::nodes)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        Draft draft = new Draft(
                pod, context.demands().started(vm, has), Optional.of(has.node()), failed, new TreeSet<>(), false, true);
        boolean canBeThere = pod.mayGoTo(has.node());
        if ((view.isCordoned(has.node()) || !canBeThere) && !addWithReserve(draft, 1)) {
            needRoom.add(pod);
            decisions.noteAlsoOnVm(
                    pod,
                    PodReason.NODE_UNAVAILABLE,
                    canBeThere ? inMaintenance(vm, has.node()) : cannotBeThere(pod, vm, has.node()));
            return Optional.empty();
        }
        draft.places().add(has.node());
        return Optional.of(draft);
    }

    private static String inMaintenance(VmSnapshot vm, String node) {
        return "The VM's virtual functions are on node " + node
                + ", which is in maintenance, and no other node can take the VM while the reserve of cluster "
                + vm.cluster()
                + " holds. It starts when the maintenance is over.";
    }

    private String cannotBeThere(PodSnapshot pod, VmSnapshot vm, String node) {
        List<String> left =
                view.members().keySet().stream().filter(pod::mayGoTo).sorted().toList();
        String rules = "The VM's virtual functions are on node " + node
                + ", where its pod can't be bound: its nodeSelector, its required node affinity and its volumes leave ";
        if (left.isEmpty()) {
            return rules + "no node of cluster " + vm.cluster()
                    + ". Change these rules, or have its volumes where nodes can use them.";
        }
        return rules + "only " + Phrases.list(left)
                + (left.stream().noneMatch(view::takesVms)
                        ? Phrases.agree(left.size(), ", which is", ", which are")
                                + " down or in maintenance. It starts when that is over."
                        : ". No node there can take the VM while the reserve of cluster " + vm.cluster()
                                + " holds. It starts when there is room.");
    }

    /** Every pod has one place before any has a choice. */
    private void widen(Draft draft) {
        if (draft.inReserve()) {
            addWithReserve(draft, MOST_PLACES);
        } else {
            addWithoutReserve(draft, MOST_PLACES_OUTSIDE_RESERVE);
        }
    }

    private void open(Draft draft) {
        String preferred = draft.planned()
                .filter(node -> !draft.migrates()
                        && !view.isCordoned(node)
                        && draft.pod().mayGoTo(node))
                .orElseGet(() -> draft.places().stream()
                        .filter(node -> !draft.planned().equals(Optional.of(node)))
                        .findFirst()
                        .or(draft::planned)
                        .orElseThrow());
        decisions.open(new Opening(
                Pod.of(draft.pod()),
                draft.places().stream()
                        .map(node -> new Place(node, pods.hostname(node).orElseThrow()))
                        .toList(),
                preferred));
    }

    /** Says why the pod of a VM that has its virtual functions can't be opened now; false if it can. */
    private boolean obstacle(PodSnapshot pod, VmSnapshot vm, Assignment has) {
        String node = has.node();
        Optional<PodSnapshot> other =
                pods.otherRun(pod, pod.vm().map(podsOfVms::get).orElse(List.of()));
        Optional<String> ofOthers = pods.requestsOfOthers(pod);
        Demand held = context.demands().started(vm, has);
        OptionalInt tooMuch = pods.requested(pod).moreThan(held);
        if (other.isPresent()) {
            decisions.note(pod, PodReason.ANOTHER_POD, ClusterPods.isStillThere(other.get()));
        } else if (ofOthers.isPresent()) {
            decisions.noteAlsoOnVm(pod, PodReason.REQUESTS_TOO_MUCH, ofOthers.get());
        } else if (tooMuch.isPresent()) {
            int pool = tooMuch.getAsInt();
            decisions.noteAlsoOnVm(
                    pod, PodReason.REQUESTS_TOO_MUCH, pods.requestsTooMuch(pod, vm.id(), pool, held.ofPool(pool)));
        } else if (!view.isUp(node) || pods.hostname(node).isEmpty()) {
            decisions.noteAlsoOnVm(pod, PodReason.NODE_UNAVAILABLE, pods.unavailable(node, view.isDown(node)));
        } else if (!pods.isStored(has)) {
            decisions.awaitLedgers();
            decisions.note(
                    pod,
                    PodReason.LEDGER_NOT_STORED,
                    "The ledger of node " + node + " with the VM's virtual functions is being written.");
        } else {
            return false;
        }
        return true;
    }

    /** Adds nodes on which the reserve holds if the VM counts on each of them, and says whether there are any. */
    private boolean addWithReserve(Draft draft, int most) {
        if (!context.open().anywhere().isEmpty()) {
            return !draft.places().isEmpty();
        }
        for (String node : nodes.candidates(draft.demand(), draft::mayAdd, draft.failed(), MOST_TRIES)) {
            if (draft.places().size() >= most) {
                break;
            }
            Decision decision =
                    context.fleet().admit(OpenPlaces.key(draft.pod(), node), draft.demand(), Optional.of(node));
            if (decision instanceof Decision.Admitted admitted) {
                keep(draft, node, admitted.functionsPerPort());
            } else if (isHopeless(decision)) {
                break;
            }
        }
        return !draft.places().isEmpty();
    }

    private static boolean isHopeless(Decision decision) {
        return decision instanceof Decision.AlreadyViolated
                || decision instanceof Decision.TooManyDown
                || decision instanceof Decision.TierTooRare
                || decision instanceof Decision.NoCapablePort;
    }

    private void keep(Draft draft, String node, Map<String, Integer> functionsPerPort) {
        kept.add(new OpenPlaces.Place(
                draft.pod(), OpenPlaces.key(draft.pod(), node), node, draft.demand(), functionsPerPort));
        draft.places().add(node);
        nodes.changed(node);
    }

    /** Adds nodes on which the VM fits, whatever the reserve says, and says whether there are any. */
    private boolean addWithoutReserve(Draft draft, int most) {
        for (String node : nodes.candidates(draft.demand(), draft::mayAdd, Set.of(), MOST_TRIES)) {
            if (draft.places().size() >= most) {
                break;
            }
            context.fleet().roomOn(node, draft.demand()).ifPresent(room -> {
                context.fleet().hold(OpenPlaces.key(draft.pod(), node), node, draft.demand(), room);
                keep(draft, node, room);
            });
        }
        return !draft.places().isEmpty();
    }

    private Optional<Draft> migrate(PodSnapshot pod, Optional<VmSnapshot> vm) {
        Optional<Assignment> source = vm.flatMap(context::own);
        Optional<PodSnapshot> other = otherTarget(pod);
        if (other.isPresent()) {
            decisions.note(
                    pod,
                    PodReason.ANOTHER_POD,
                    "The VM is being migrated to pod " + other.get().name() + ".");
            return Optional.empty();
        }
        RequestedFunctions requested = pods.requested(pod).atLeastOne();
        Optional<String> tooMuch =
                pods.requestsOfOthers(pod).or(() -> vm.flatMap(found -> tooMuch(pod, requested, found, source)));
        if (tooMuch.isPresent()) {
            decisions.delete(pod, PodReason.MIGRATION_REFUSED, "The migration is refused. " + tooMuch.get());
            return Optional.empty();
        }
        Demand demand = vm.flatMap(found -> source.map(has -> context.demands().started(found, has)))
                .map(requested::with)
                .or(requested::demand)
                .orElseThrow();
        Optional<String> from = source.map(Assignment::node);
        Draft draft = new Draft(pod, demand, from, Set.of(), new TreeSet<>(), true, true);
        boolean evacuates = source.isPresent() && isEvacuation(pod);
        if (!addWithReserve(draft, 1) && evacuates) {
            Optional<String> wait = evacuationWaits(pod);
            if (wait.isPresent()) {
                decisions.note(pod, PodReason.EVACUATION_WAITS, wait.get());
                return Optional.empty();
            }
            draft = new Draft(pod, demand, from, Set.of(), new TreeSet<>(), true, false);
            addWithoutReserve(draft, 1);
        }
        if (!draft.places().isEmpty()) {
            if (evacuates) {
                pod.vm().ifPresent(evacuated::add);
            }
            return Optional.of(draft);
        }
        Migration migration = new Migration(pod, demand, from, evacuates);
        if (nodes.leavesOutUnsettled()) {
            decisions.awaitLedgers();
            decisions.note(pod, PodReason.LEDGER_NOT_STORED, "Ledgers are being written.");
        } else if (isRoomKept(migration)) {
            needRoom.add(pod);
            decisions.note(
                    pod,
                    PodReason.ROOM_IN_USE,
                    "VMs that are about to start or to migrate keep the room that the migration needs. It goes on when"
                            + " they have.");
        } else {
            decisions.delete(pod, PodReason.MIGRATION_REFUSED, migrationRoom.refusal(migration));
        }
        return Optional.empty();
    }

    /**
     * What is said if the target of a migration requests more than the VM has or asks for: a network adapter that was added to a running VM
     * comes with a migration. A VM that has nothing may have one that it runs with.
     */
    private Optional<String> tooMuch(
            PodSnapshot pod, RequestedFunctions requested, VmSnapshot vm, Optional<Assignment> source) {
        Optional<Demand> has = source.map(its -> context.demands().started(vm, its));
        Optional<Demand> asked = context.demands().asked(vm);
        for (int pool = 0; pool < requested.ofPools().size(); pool++) {
            int its = pool;
            int most = Math.max(
                    has.map(demand -> demand.ofPool(its)).orElse(0),
                    asked.map(demand -> demand.ofPool(its)).orElse(0));
            if (requested.ofPools().get(pool) > most && (has.isPresent() || requested.total() > 1)) {
                return Optional.of(pods.requestsTooMuch(pod, vm.id(), pool, most));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether there would be a node if no pod were open. What this plan opens makes no difference to that. So it is said as well while too
     * little work is left to find it out: no migration is refused for that.
     */
    private boolean isRoomKept(Migration migration) {
        if (!context.open().anywhere().isEmpty()) {
            return true;
        }
        if (context.open().pods().isEmpty() && kept.isEmpty()) {
            return false;
        }
        MigrationRoom.Question question = migration.question();
        Boolean known = roomKept.get(question);
        if (known != null) {
            return known;
        }
        if (!isAffordable()) {
            return true;
        }
        kept.forEach(place -> context.fleet().release(place.key()));
        boolean fits = context.open().without(context.open().pods(), () -> migrationRoom.isAnywhere(migration));
        kept.forEach(
                place -> context.fleet().hold(place.key(), place.node(), place.demand(), place.functionsPerPort()));
        if (!fits && !isAffordable()) {
            return true;
        }
        roomKept.put(question, fits);
        return fits;
    }

    /** Whether enough work is left to look once more where there would be room without the pods that are open. */
    private boolean isAffordable() {
        return context.budget().work().allows(context.open().cost(context.open().pods()));
    }

    private Optional<PodSnapshot> otherTarget(PodSnapshot pod) {
        return pod.vm()
                .map(podsOfVms::get)
                .flatMap(all -> all.stream()
                        .filter(other -> other.purpose() == Purpose.MIGRATION_TARGET
                                && !other.equals(pod)
                                && (isUnderWay(other)
                                        || (other.stage() instanceof Gated
                                                && ClusterPods.ORDER.compare(other, pod) < 0)))
                        .findFirst());
    }

    /** Why an evacuation that the reserve has no room for has to wait. */
    private Optional<String> evacuationWaits(PodSnapshot pod) {
        String cannot = "The VM has to leave its node, and no other can take it while the reserve of cluster "
                + view.definition().name() + " holds. It may go all the same, ";
        if (view.nodesDown() > 0) {
            return Optional.of(cannot + "but not while a node is down: " + Phrases.list(view.downNodes()) + ".");
        }
        List<VmId> others = evacuated.stream()
                .filter(vm -> !pod.vm().equals(Optional.of(vm)))
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(cannot + "one VM after the other. First comes "
                        + others.getFirst().inSightOf(pod.namespace()) + ".");
    }
}
