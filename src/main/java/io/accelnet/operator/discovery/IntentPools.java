package io.accelnet.operator.discovery;

import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.IntentOwnership;
import io.accelnet.plan.snapshot.IntentSnapshot;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of which intent a port is, and which of its virtual functions are handed out for that intent. */
final class IntentPools {
    private final List<IntentSnapshot> intents;
    private final IntentOwnership ownership;

    IntentPools(List<IntentSnapshot> intents) {
        this.intents = intents.stream()
                .sorted(Comparator.comparing(IntentSnapshot::created).thenComparing(IntentSnapshot::name))
                .toList();
        this.ownership = new IntentOwnership(this.intents, List.of(), Map.of());
    }

    /** The intent that has the port, by any of its names: the oldest. Empty if none has. */
    Optional<IntentSnapshot> of(Collection<String> names) {
        return intents.stream()
                .filter(intent -> {
                    IntentAdapters adapters =
                            ownership.adaptersOf(intent.name()).orElse(IntentAdapters.NONE);
                    return names.stream().anyMatch(adapters::contains);
                })
                .findFirst();
    }

    /**
     * Whether a pool's virtual functions are the intent's. A pool is called as the resource is without its domain, which is a setting
     * of the whole SR-IOV network operator. An intent that names no resource has all of them.
     */
    static boolean isPoolOf(IntentSnapshot intent, String pool) {
        return intent.resourceName()
                .map(resource -> resource.substring(resource.indexOf('/') + 1).equals(pool))
                .orElse(true);
    }
}
