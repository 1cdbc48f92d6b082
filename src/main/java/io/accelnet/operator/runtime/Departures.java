package io.accelnet.operator.runtime;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known to be gone, rather than just not in the cache: a cache that lags, or whose watch is cut, lacks what is new,
 * and a plan made from that would take from a VM what it has.
 */
final class Departures {
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    void note(String what) {
        gone.add(what);
    }

    void returned(String what) {
        gone.remove(what);
    }

    boolean include(String what) {
        return gone.contains(what);
    }

    void retain(Collection<String> ofInterest) {
        gone.retainAll(ofInterest);
    }

    void clear() {
        gone.clear();
    }
}
