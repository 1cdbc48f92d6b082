package io.accelnet.plan.membership;

import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The pools of a cluster, one for each of its intents, in the order in which the cluster names them. The reserve knows a pool by its
 * place in this list, from 0.
 *
 * @param all at least one
 */
public record Pools(List<Pool> all) {
    /**
     * A pool.
     *
     * @param intent the name of its intent
     * @param found what the intent has; empty if it doesn't exist
     * @param resource the extended resource under which Kubernetes hands out its virtual functions, if it names one
     */
    public record Pool(String intent, Optional<IntentAdapters> found, Optional<String> resource) {
        /** Its adapters; none if the intent doesn't exist. */
        public IntentAdapters adapters() {
            return found.orElse(IntentAdapters.NONE);
        }
    }

    public Pools {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one pool");
        }
    }

    /** The pools of a cluster. */
    public static Pools of(ClusterDefinition cluster, IntentOwnership intents) {
        return new Pools(cluster.intentNames().stream()
                .map(intent -> new Pool(intent, intents.adaptersOf(intent), intents.resourceOf(intent)))
                .toList());
    }

    /** Whether there is more than one. */
    public boolean several() {
        return all.size() > 1;
    }

    /** Whether an adapter is in one of them, by any of its names. */
    public boolean contains(AdapterSnapshot adapter) {
        return of(adapter).isPresent();
    }

    /** The pool that an adapter is in; empty if it is in none. */
    public OptionalInt of(AdapterSnapshot adapter) {
        for (int pool = 0; pool < all.size(); pool++) {
            if (all.get(pool).adapters().contains(adapter)) {
                return OptionalInt.of(pool);
            }
        }
        return OptionalInt.empty();
    }

    /** The pool whose intent names an adapter so; empty if none does. */
    public OptionalInt ofName(String adapter) {
        for (int pool = 0; pool < all.size(); pool++) {
            if (all.get(pool).adapters().contains(adapter)) {
                return OptionalInt.of(pool);
            }
        }
        return OptionalInt.empty();
    }

    /** The pool of an intent; empty if it isn't the cluster's. */
    public OptionalInt of(String intent) {
        for (int pool = 0; pool < all.size(); pool++) {
            if (all.get(pool).intent().equals(intent)) {
                return OptionalInt.of(pool);
            }
        }
        return OptionalInt.empty();
    }

    /** The intent of a pool. */
    public String intent(int pool) {
        return all.get(pool).intent();
    }

    /** The intents, in their order. */
    public List<String> intents() {
        return all.stream().map(Pool::intent).toList();
    }

    /** The first resource that several of them have; empty if each has its own. */
    public Optional<String> sharedResource() {
        Set<String> known = new HashSet<>();
        return all.stream()
                .flatMap(pool -> pool.resource().stream())
                .filter(resource -> !known.add(resource))
                .findFirst();
    }

    /** Whether none of them has an adapter. */
    public boolean areEmpty() {
        return all.stream().allMatch(pool -> pool.adapters().names().isEmpty());
    }
}
