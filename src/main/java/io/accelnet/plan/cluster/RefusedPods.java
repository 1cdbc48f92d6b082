package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.cluster.MigrationRoom.Migration;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Open;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.PodSnapshot.Refused;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory.FailedStart;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Step 6 of a cluster's plan: decides for the pods that are open and for which kube-scheduler finds no node. Such a pod waits, as it
 * would without us. It is deleted only when kube-scheduler has refused it for 15 seconds, makes no room for it, and
 *
 * <ul>
 *   <li>somebody needs the room that it keeps: a displaced VM, one whose hardware is lost or without a link, then an evacuation, then a
 *       VM that waits for its start; or
 *   <li>its VM is planned elsewhere by now, so that it can't start where the VM's virtual functions are; or
 *   <li>its volumes can be used on none of the nodes to which it was opened: they weren't bound yet then, or not yet known.
 * </ul>
 *
 * <p>Its VM makes another pod, which waits at the gate again and may be opened to other nodes: those on which it failed are remembered in
 * the VM's status, and come last. A pod is deleted only after that is stored.
 */
final class RefusedPods {
    /** kube-scheduler tries again when something changes; what it says at first is often over soon. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** When a pod is to be deleted whose failure isn't stored yet. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /**
     * Who needs room that others keep.
     *
     * @param what before its name
     * @param name its namespace, a slash and its name
     * @param nameless what it is, for whoever may not know of it
     */
    private record Needer(String what, String name, String nameless) {
        String inSightOf(String namespace) {
            return name.startsWith(namespace + "/") ? what + name : nameless + " of another namespace";
        }
    }

    /** What somebody who needs room may be waiting for. */
    private enum Wish {
        ANY_ROOM,
        ADMISSION,
        MIGRATION,
        EVACUATION,
        /** Another place beside the one that the VM has. */
        START_ELSEWHERE,
        /** Another place in the stead of the one that the VM has. */
        MOVE
    }

    /**
     * What is asked for somebody who needs room. Whoever asks the same gets the same answer.
     *
     * @param at where the VM has something, or says that it runs
     * @param nodes where its pod can go; empty: everywhere
     * @param has what a VM that is to move has
     */
    private record Question(
            Wish wish, Demand demand, Optional<String> at, Optional<Set<String>> nodes, Map<String, Integer> has) {
        static Question of(Wish wish, PodSnapshot pod, Demand demand, Optional<String> at) {
            return new Question(wish, demand, at, pod.nodesLeft(), Map.of());
        }

        Question having(Map<String, Integer> functionsPerPort) {
            return new Question(wish, demand, at, nodes, functionsPerPort);
        }
    }

    private final PlanContext context;
    private final ClusterView view;
    private final PodDecisions decisions;
    private final MigrationRoom migrationRoom;
    /** What was asked, and no pod is deleted for. */
    private final Set<Question> asked = new HashSet<>();

    private final Map<VmId, VmSnapshot> vms = new HashMap<>();

    RefusedPods(PlanContext context, PodDecisions decisions, MigrationRoom migrationRoom) {
        this.context = context;
        this.migrationRoom = migrationRoom;
        this.view = context.view();
        this.decisions = decisions;
        context.vms().forEach(vm -> vms.put(vm.id(), vm));
    }

    /**
     * Decides for them.
     *
     * @param needRoom pods that wait for room which others keep, what matters most first
     */
    void decide(List<PodSnapshot> needRoom) {
        List<PodSnapshot> deletable = new ArrayList<>();
        for (PodSnapshot pod : context.pods().all()) {
            if (pod.stage() instanceof Open open && open.refused().isPresent()) {
                Refused refused = open.refused().get();
                String message = unschedulable(pod, open, refused);
                Instant due = refused.since().plus(PATIENCE);
                if (due.isAfter(context.pods().now())) {
                    decisions.note(pod, PodReason.UNSCHEDULABLE, message);
                    decisions.again(due);
                } else {
                    decisions.noteAlsoOnVm(pod, PodReason.UNSCHEDULABLE, message);
                    if (open.nodes().isPresent() && open.nominated().isEmpty()) {
                        remember(pod, open, refused);
                        deletable.add(pod);
                    }
                }
            }
        }
        deletable.sort(Comparator.comparing(RefusedPods::since).thenComparing(ClusterPods.ORDER));
        List<PodSnapshot> keeping = new ArrayList<>();
        for (PodSnapshot pod : deletable) {
            Optional<String> elsewhere = plannedElsewhere(pod);
            if (elsewhere.isPresent()) {
                delete(
                        pod,
                        PodReason.PLANNED_ELSEWHERE,
                        "The pod may start on " + Phrases.list(nodes(pod))
                                + " only, and the VM's virtual functions are on node " + elsewhere.get() + " by now.");
            } else if (hasVolumesElsewhere(pod)) {
                delete(
                        pod,
                        PodReason.VOLUMES_ELSEWHERE,
                        "The pod may start on " + Phrases.list(nodes(pod))
                                + " only, and there its volumes can't be used, by the node affinity of their PersistentVolumes.");
            } else if (!context.open().places(pod).isEmpty()) {
                keeping.add(pod);
            }
        }
        if (!keeping.isEmpty()) {
            makeRoom(keeping, needRoom);
        }
    }

    private static Instant since(PodSnapshot pod) {
        return pod.stage() instanceof Open open
                ? open.refused().map(Refused::since).orElse(Instant.MAX)
                : Instant.MAX;
    }

    private static boolean hasVolumesElsewhere(PodSnapshot pod) {
        return pod.stage() instanceof Open open
                && open.refused().filter(Refused::volumesElsewhere).isPresent();
    }

    private static List<String> nodes(PodSnapshot pod) {
        return pod.stage() instanceof Open open
                ? open.nodes().orElseThrow().stream().sorted().toList()
                : List.of();
    }

    private static String unschedulable(PodSnapshot pod, Open open, Refused refused) {
        return "kube-scheduler finds no node"
                + open.nodes()
                        .filter(nodes -> !nodes.isEmpty())
                        .map(nodes ->
                                " among " + Phrases.list(nodes.stream().sorted().toList()))
                        .orElse("")
                + " for " + (pod.purpose() == Purpose.MIGRATION_TARGET ? "the migration" : "the VM") + ": "
                + refused.message();
    }

    private void remember(PodSnapshot pod, Open open, Refused refused) {
        if (pod.purpose() == Purpose.RUN) {
            pod.vm()
                    .map(vms::get)
                    .filter(vm -> !isRemembered(vm, pod))
                    .ifPresent(vm -> decisions.failed(
                            vm.id(),
                            new FailedStart(
                                    pod.uid(),
                                    refused.since().truncatedTo(ChronoUnit.SECONDS),
                                    open.nodes().orElseThrow().stream()
                                            .sorted()
                                            .limit(PodOpening.MOST_PLACES)
                                            .toList())));
        }
    }

    private static boolean isRemembered(VmSnapshot vm, PodSnapshot pod) {
        return vm.memory().failedStarts().stream()
                .anyMatch(failed -> failed.podUid().equals(pod.uid()));
    }

    /** Where the VM is planned, if its pod can't start there. */
    private Optional<String> plannedElsewhere(PodSnapshot pod) {
        return pod.purpose() == Purpose.RUN
                ? pod.vm()
                        .map(vms::get)
                        .flatMap(context::assignment)
                        .map(Assignment::node)
                        .filter(node -> view.isUp(node) && !nodes(pod).contains(node))
                : Optional.empty();
    }

    private void makeRoom(List<PodSnapshot> keeping, List<PodSnapshot> needRoom) {
        // What is asked for those who were promised something isn't limited.
        boolean forPromised = context.budget()
                .work()
                .regardless(() -> makeRoom(keeping, context.waitingForRoom(), "displaced VM ", "a displaced VM")
                        || makeRoom(keeping, context.waitingForOthers(), "VM ", "a VM"));
        if (forPromised) {
            return;
        }
        for (PodSnapshot pod : needRoom) {
            boolean needed = pod.purpose() == Purpose.MIGRATION_TARGET
                    ? makeRoomForMigration(keeping, pod)
                    : pod.vm()
                            .map(vms::get)
                            .filter(vm -> makeRoomForStart(keeping, pod, vm))
                            .isPresent();
            if (needed) {
                return;
            }
        }
    }

    /** The same for VMs that start wherever there is room. */
    private boolean makeRoom(List<PodSnapshot> keeping, List<Displaced> waiting, String what, String nameless) {
        return waiting.stream()
                .anyMatch(vm -> makeRoom(
                        keeping,
                        new Needer(what, vm.vm(), nameless),
                        new Question(Wish.ANY_ROOM, vm.demand(), Optional.empty(), Optional.empty(), Map.of()),
                        () -> hasRoom(vm.demand())));
    }

    private boolean makeRoomForMigration(List<PodSnapshot> keeping, PodSnapshot pod) {
        Optional<VmSnapshot> vm = pod.vm().map(vms::get);
        Demand demand = demand(pod, vm);
        Optional<String> from = vm.flatMap(context::own).map(Assignment::node);
        boolean evacuates =
                from.filter(node -> pod.evacuates() || view.isCordoned(node)).isPresent();
        return makeRoom(
                keeping,
                new Needer("the migration to pod ", pod.key(), "a migration"),
                Question.of(evacuates ? Wish.EVACUATION : Wish.MIGRATION, pod, demand, from),
                () -> canMigrate(new Migration(pod, demand, from, evacuates)));
    }

    /**
     * No room helps a VM that isn't admitted for another reason, as one for which only the place of its former AccelNetVM is kept. One
     * whose hardware is lost has asked already.
     */
    private boolean makeRoomForStart(List<PodSnapshot> keeping, PodSnapshot pod, VmSnapshot vm) {
        Needer needer = new Needer("VM ", vm.id().toString(), "a VM");
        Demand demand = demand(pod, Optional.of(vm));
        Optional<Assignment> has = context.toStartWith(vm);
        if (has.isPresent()) {
            return makeRoomElsewhere(keeping, needer, pod, vm, has.get(), demand);
        }
        Optional<String> node = vm.facts().flatMap(VmFacts::reportedNode);
        return context.isRefusedForRoom(vm)
                && makeRoom(
                        keeping,
                        needer,
                        new Question(Wish.ADMISSION, demand, node, Optional.empty(), Map.of()),
                        () -> canBeHere(OpenPlaces.key(pod, ""), demand, node));
    }

    /** The VM has virtual functions where its pod can't start. It is planned elsewhere, or may start there beside what it has. */
    private boolean makeRoomElsewhere(
            List<PodSnapshot> keeping, Needer needer, PodSnapshot pod, VmSnapshot vm, Assignment has, Demand demand) {
        Optional<String> at = Optional.of(has.node());
        return context.halted().mayMove(vm)
                ? makeRoom(
                        keeping,
                        needer,
                        Question.of(Wish.MOVE, pod, demand, at)
                                .having(context.fleets().functionsPerPort(has)),
                        () -> canMove(pod, vm, has, demand))
                : makeRoom(
                        keeping,
                        needer,
                        Question.of(Wish.START_ELSEWHERE, pod, demand, at),
                        () -> context.open().anywhere().isEmpty() && canStartElsewhere(pod, has, demand));
    }

    private Demand demand(PodSnapshot pod, Optional<VmSnapshot> vm) {
        RequestedFunctions requested = context.pods().requested(pod).atLeastOne();
        return vm.flatMap(
                        found -> context.own(found).map(has -> context.demands().started(found, has)))
                .map(requested::with)
                .or(() -> vm.flatMap(context.demands()::asked))
                .or(requested::demand)
                .orElseThrow();
    }

    private boolean hasRoom(Demand demand) {
        context.budget().work().spend(view.members().size());
        return view.members().keySet().stream()
                .anyMatch(node -> context.fleet().roomOn(node, demand).isPresent());
    }

    /** While a pod may be bound to any node, no other is opened where the reserve has to hold. */
    private boolean canMigrate(Migration migration) {
        return (migration.evacuates() || context.open().anywhere().isEmpty()) && migrationRoom.isAnywhere(migration);
    }

    private boolean canMove(PodSnapshot pod, VmSnapshot vm, Assignment has, Demand demand) {
        context.release(vm);
        boolean can = canStartElsewhere(pod, has, demand);
        context.hold(vm, has);
        return can;
    }

    private boolean canStartElsewhere(PodSnapshot pod, Assignment has, Demand demand) {
        return whereItMayGo(pod, demand)
                .filter(node -> !node.equals(Optional.of(has.node())))
                .anyMatch(node -> canBeHere(OpenPlaces.key(pod, node.orElse("")), demand, node));
    }

    /** Nodes with room to which a pod may be opened by its own rules and volumes, as many as are tried; empty, once, if they leave all. */
    private Stream<Optional<String>> whereItMayGo(PodSnapshot pod, Demand demand) {
        return pod.nodesLeft()
                .map(left -> left.stream()
                        .filter(node -> view.isMember(node) && context.takesPods(node))
                        .filter(node -> context.hasRoom(node, demand))
                        .sorted()
                        .limit(PodOpening.MOST_TRIES)
                        .map(Optional::of))
                .orElseGet(() -> Stream.of(Optional.empty()));
    }

    private boolean canBeHere(String key, Demand demand, Optional<String> node) {
        boolean can = context.fleet().admit(key, demand, node) instanceof Decision.Admitted;
        context.fleet().release(key);
        return can;
    }

    /**
     * Deletes one of these pods if that makes the room, else the first ones that make it together. None if there is room already: then
     * something else is waited for, such as a pod that this plan opens. Nor if the same was asked before, or the budget is used up.
     *
     * @return whether pods are deleted for it: then the next plan sees what the others need
     */
    private boolean makeRoom(List<PodSnapshot> keeping, Needer needer, Question question, BooleanSupplier isEnough) {
        if (!asked.add(question)
                || !context.budget().work().allows(context.open().cost(keeping))
                || isEnough.getAsBoolean()
                || !context.open().without(keeping, isEnough)) {
            return false;
        }
        List<PodSnapshot> needed = keeping.stream()
                .filter(pod -> context.open().without(List.of(pod), isEnough))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> firstThatAreEnough(keeping, isEnough));
        needed.forEach(pod -> delete(
                pod,
                PodReason.ROOM_NEEDED,
                "kube-scheduler has found no node for the pod, and the room that it keeps is needed for "
                        + needer.inSightOf(pod.namespace()) + "."));
        return true;
    }

    /** All of them are enough. Fewer are looked for where little is asked for first: often it is a few. */
    private List<PodSnapshot> firstThatAreEnough(List<PodSnapshot> keeping, BooleanSupplier isEnough) {
        int tooFew = 1;
        int enough = 2;
        while (enough < keeping.size() && !context.open().without(keeping.subList(0, enough), isEnough)) {
            tooFew = enough;
            enough *= 2;
        }
        enough = Math.min(enough, keeping.size());
        while (enough - tooFew > 1) {
            int some = (tooFew + enough) / 2;
            if (context.open().without(keeping.subList(0, some), isEnough)) {
                enough = some;
            } else {
                tooFew = some;
            }
        }
        return keeping.subList(0, enough);
    }

    /** A start that failed is remembered first: the ledgers and statuses are the only memory. */
    private void delete(PodSnapshot pod, PodReason reason, String message) {
        boolean stored = pod.purpose() != Purpose.RUN
                || pod.vm().map(vms::get).map(vm -> isRemembered(vm, pod)).orElse(true);
        if (stored) {
            decisions.delete(pod, reason, message);
        } else {
            decisions.again(context.pods().now().plus(SOON));
        }
    }

    /**
     * What a VM's status says of failed starts: those that it had and this one, as many as are remembered. None once the VM runs.
     *
     * @param failed one that isn't remembered yet
     */
    static List<FailedStart> remembered(VmSnapshot vm, Optional<FailedStart> failed) {
        if (vm.facts().flatMap(VmFacts::reportedNode).isPresent()) {
            return List.of();
        }
        List<FailedStart> all = new ArrayList<>(vm.memory().failedStarts());
        failed.ifPresent(all::add);
        return all.subList(Math.max(0, all.size() - VmPlan.FAILED_STARTS), all.size());
    }
}
