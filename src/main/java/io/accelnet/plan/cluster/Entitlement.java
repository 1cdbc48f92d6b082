package io.accelnet.plan.cluster;

import io.accelnet.plan.Level;
import io.accelnet.plan.Promise;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.Promises;
import java.util.List;
import java.util.Optional;

/**
 * What a VM gets that must be given virtual functions anew: what it was promised, less what it no longer asks for. Otherwise
 * it could wait for room for what nobody wants any more.
 *
 * @param level the level
 * @param networkAdapters its network adapters, each with one virtual function
 * @param queuePairs of each; no more than it had, if the cluster's profile has been raised since
 */
record Entitlement(Level level, List<String> networkAdapters, int queuePairs) {

    /**
     * For a VM.
     *
     * @param holding what it had, if that still stands in a ledger
     */
    static Entitlement of(ClusterView view, VmSnapshot vm, Optional<Holding> holding) {
        Promise promise = Promises.to(vm, holding);
        int now = view.definition().queuePairsOf(promise.level());
        return new Entitlement(
                promise.level(),
                promise.networkAdapters(),
                holding.map(had -> Math.min(had.queuePairs(), now)).orElse(now));
    }
}
