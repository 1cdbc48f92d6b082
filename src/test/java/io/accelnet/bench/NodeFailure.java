package io.accelnet.bench;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.Availability;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the failure of nodes took, from the change of their AccelNetNodes.
 *
 * @param phase the number of this phase
 * @param nodes how many failed
 * @param vms how many VMs were on them
 * @param firstLedger until the first VM's new place was stored
 * @param newPlaces until all VMs' new places were stored
 * @param lastLedger until the failed nodes' ledgers were empty, too
 * @param lastVm until all VMs' statuses said where they are now
 * @param writes what was written meanwhile
 * @param cpu the operator's processor time
 */
record NodeFailure(
        int phase,
        int nodes,
        int vms,
        Duration firstLedger,
        Duration newPlaces,
        Duration lastLedger,
        Duration lastVm,
        StatusWrites writes,
        Duration cpu) {
    private static final String FIRST = "the first";

    /** Has so many nodes fail that are up, those with the most VMs. They stay down. */
    static NodeFailure of(int count, int phase, MeasuredOperator operator, ObjectWatch watch, BareClient bare)
            throws InterruptedException {
        List<AccelNetNode> failing = bare.list(AccelNetNode.class).stream()
                .filter(node -> node.getSpec().availability() == Availability.AVAILABLE)
                .sorted(Comparator.comparingInt(
                                (AccelNetNode node) -> allocations(node).size())
                        .reversed())
                .limit(count)
                .toList();
        Set<String> failed = failing.stream().map(NodeFailure::name).collect(Collectors.toSet());
        List<Allocation> displaced =
                failing.stream().flatMap(node -> allocations(node).stream()).toList();
        Set<String> uids = displaced.stream().map(Allocation::uid).collect(Collectors.toSet());
        StatusWrites writes = watch.count();
        Expectation firstLedger = watch.expect(
                "the first new place",
                List.of(FIRST),
                object -> newPlaces(object, uids, failed).isEmpty() ? List.of() : List.of(FIRST));
        Expectation newPlaces = watch.expect(
                "new places in the ledgers of other nodes", uids, object -> newPlaces(object, uids, failed));
        Expectation emptied = watch.expect(
                "the ledgers of the failed nodes to be empty",
                failed,
                object -> object instanceof AccelNetNode node
                                && failed.contains(name(node))
                                && allocations(node).isEmpty()
                        ? List.of(name(node))
                        : List.of());
        Expectation moved = watch.expect(
                "VMs to say where they are now",
                displaced.stream().map(Allocation::name).collect(Collectors.toSet()),
                object -> object instanceof AccelNetVM vm && isElsewhere(vm, failed) ? List.of(name(vm)) : List.of());
        Duration before = operator.processorTime();
        long news = System.nanoTime();
        bare.patch(failing, "{\"spec\":{\"availability\":\"Down\"}}");
        long stored = newPlaces.await(operator);
        long lastLedger = Math.max(stored, emptied.await(operator));
        long lastVm = moved.await(operator);
        return new NodeFailure(
                phase,
                count,
                uids.size(),
                Duration.ofNanos(firstLedger.await(operator) - news),
                Duration.ofNanos(stored - news),
                Duration.ofNanos(lastLedger - news),
                Duration.ofNanos(lastVm - news),
                writes,
                operator.processorTime().minus(before));
    }

    /** Has the bare client write what was written then, and adds both to the results. */
    void compare(BareClient bare, ResultTable results) {
        List<AccelNetNode> ledgers =
                bare.list(AccelNetNode.class).stream().filter(writes::has).toList();
        List<AccelNetVM> statuses =
                bare.list(AccelNetVM.class).stream().filter(writes::has).toList();
        Duration ledgerTime = bare.writeAgain(ledgers);
        Duration all = ledgerTime.plus(bare.writeAgain(statuses));
        String who = nodes == 1 ? "one node with %,d VMs fails" : nodes + " nodes with %,d VMs fail";
        results.operator(
                "%d: %s, until the first ledger write".formatted(phase, who.formatted(vms)),
                ResultTable.text(firstLedger));
        results.operator(phase + ": until every VM's new place is stored", ResultTable.text(newPlaces));
        results.time(phase + ": until the last ledger write", lastLedger, ledgerTime);
        results.time(
                phase + ": until the last VM's status",
                new ResultTable.Side(lastVm, writes.count()),
                new ResultTable.Side(all, ledgers.size() + statuses.size()),
                cpu);
    }

    /** Those of the VMs that have a place in this object, if it is the ledger of a node that hasn't failed. */
    private static List<String> newPlaces(HasMetadata object, Set<String> uids, Set<String> failed) {
        return object instanceof AccelNetNode node && !failed.contains(name(node))
                ? allocations(node).stream()
                        .map(Allocation::uid)
                        .filter(uids::contains)
                        .toList()
                : List.of();
    }

    private static boolean isElsewhere(AccelNetVM vm, Set<String> failed) {
        return Optional.ofNullable(vm.getStatus())
                .map(AccelNetVMStatus::nodeName)
                .filter(node -> !failed.contains(node))
                .isPresent();
    }

    private static List<Allocation> allocations(AccelNetNode node) {
        return Optional.ofNullable(node.getStatus())
                .map(AccelNetNodeStatus::allocations)
                .orElse(List.of());
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }
}
