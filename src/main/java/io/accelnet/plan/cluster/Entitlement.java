package io.accelnet.plan.cluster;

import io.accelnet.plan.Level;
import io.accelnet.plan.Promise;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.Promises;
import java.util.List;
import java.util.Optional;

/**
 * What an admitted VM gets when it is placed anew: what it was promised, less what it no longer asks for. Without the latter it
 * could wait for room that it doesn't need any more.
 *
 * @param level the level
 * @param networkAdapters its network adapters, each with one virtual function
 * @param queuePairs the queue pairs of each virtual function: what the level has now, but no more than the VM had
 */
record Entitlement(Level level, List<String> networkAdapters, int queuePairs) {

    /**
     * The entitlement of a VM.
     *
     * @param assignment its assignment, if a ledger still has it
     */
    static Entitlement of(ClusterView view, VmSnapshot vm, Optional<Assignment> assignment) {
        Promise promise = Promises.to(vm, assignment);
        int now = view.definition().queuePairsOf(promise.level());
        return new Entitlement(
                promise.level(),
                promise.networkAdapters(),
                assignment.map(had -> Math.min(had.queuePairs(), now)).orElse(now));
    }
}
