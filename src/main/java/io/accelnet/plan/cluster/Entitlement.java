package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.Promise;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.Promises;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a VM gets.
 *
 * @param level the level
 * @param networkAdapters its network adapters, each with one virtual function
 * @param intents the intent of each network adapter that belongs to another than the cluster's first
 * @param differentPorts whether those of one intent come from different ports
 * @param queuePairs the queue pairs of each virtual function
 */
record Entitlement(
        Level level,
        List<String> networkAdapters,
        Map<String, String> intents,
        boolean differentPorts,
        int queuePairs) {

    /**
     * What an admitted VM gets when it is placed anew: what it was promised, less what it no longer asks for. Without the latter it could
     * wait for room that it doesn't need any more. It gets the queue pairs that the level has now, but no more than the VM had.
     *
     * @param assignment its assignment, if a ledger still has it
     */
    static Entitlement of(ClusterView view, VmSnapshot vm, Optional<Assignment> assignment) {
        Promise promise = Promises.to(vm, assignment, view);
        int now = view.definition().queuePairsOf(promise.level());
        return new Entitlement(
                promise.level(),
                promise.networkAdapters(),
                promise.intents(),
                promise.differentPorts(),
                assignment.map(had -> Math.min(had.queuePairs(), now)).orElse(now));
    }

    /** Just what a VM has. */
    static Entitlement held(ClusterView view, VmSnapshot vm, Assignment assignment) {
        return new Entitlement(
                assignment.level(),
                assignment.entries().stream().map(LedgerEntry::networkAdapter).toList(),
                view.held(vm, assignment.node(), Promises.ports(assignment)),
                assignment.differentPorts(),
                assignment.queuePairs());
    }

    /** What a VM asks for, with these network adapters. */
    static Entitlement asked(ClusterView view, VmSnapshot vm, List<String> networkAdapters) {
        return new Entitlement(
                vm.level(),
                networkAdapters,
                view.asked(vm),
                view.asksForDifferentPorts(vm),
                view.definition().queuePairsOf(vm.level()));
    }

    /** How many virtual functions it is. */
    int size() {
        return networkAdapters.size();
    }
}
