package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.membership.Pools.Pool;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pools of a cluster while intents of it don't exist. No VM is admitted then, but failover goes on with what is in use. */
final class PoolsInUse {
    private PoolsInUse() {}

    /** The pools, those of intents that don't exist with the adapters that the cluster's ledger entries name. */
    static Pools of(
            Pools pools,
            ClusterDefinition cluster,
            List<VmSnapshot> vms,
            List<NodeSnapshot> nodes,
            WorkingLedgers ledgers) {
        if (pools.all().stream().allMatch(pool -> pool.found().isPresent())) {
            return pools;
        }
        Map<VmId, VmSnapshot> byId = new HashMap<>();
        vms.forEach(vm -> byId.put(vm.id(), vm));
        Map<String, SortedMap<String, String>> names = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (NodeSnapshot node : nodes) {
            for (LedgerEntry entry : ledgers.of(node.name()).entries()) {
                String key = IntentAdapters.key(entry.adapter());
                boolean counted = Hardware.adapter(node, entry.adapter())
                        .filter(pools::contains)
                        .isPresent();
                if (entry.cluster().equals(cluster.name()) && !counted && known.add(key)) {
                    names.computeIfAbsent(intent(entry, byId, pools), intent -> new TreeMap<>())
                            .putIfAbsent(key, entry.adapter());
                }
            }
        }
        List<Pool> all = new ArrayList<>();
        for (Pool pool : pools.all()) {
            all.add(
                    pool.found().isPresent()
                            ? pool
                            : new Pool(
                                    pool.intent(),
                                    Optional.of(new IntentAdapters(
                                            Set.of(),
                                            List.copyOf(names.getOrDefault(pool.intent(), new TreeMap<>())
                                                    .values()))),
                                    pool.resource()));
        }
        return new Pools(all);
    }

    /** Whose an adapter was that no intent names any more: that of which the VM needs something there. */
    private static String intent(LedgerEntry entry, Map<VmId, VmSnapshot> vms, Pools pools) {
        return pools.several()
                ? Optional.ofNullable(vms.get(entry.vm()))
                        .flatMap(VmSnapshot::facts)
                        .map(facts -> facts.intents().get(entry.networkAdapter()))
                        .orElse(pools.intent(0))
                : pools.intent(0);
    }
}
