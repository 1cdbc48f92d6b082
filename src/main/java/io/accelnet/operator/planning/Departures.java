package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * What is known to be gone, rather than just not in the cache. A cache that lags, or whose watch is cut, lacks what is new, and a
 * plan made from that would take from a VM what it has.
 */
public final class Departures {
    /**
     * Names one object among those that have gone.
     *
     * @param key its name
     * @param uid of a VM its UID, since one made anew is another; empty for a node, which is asked for by its name
     */
    record Departed(ObjectKey key, String uid) {
        static Departed vm(String namespace, String name, String uid) {
            return new Departed(new ObjectKey(HasMetadata.getKind(AccelNetVM.class), namespace, name), uid);
        }

        static Departed node(Class<? extends HasMetadata> kind, String name) {
            return new Departed(new ObjectKey(HasMetadata.getKind(kind), "", name), "");
        }

        private static Departed of(HasMetadata object) {
            return new Departed(
                    ObjectKey.of(object),
                    object instanceof AccelNetVM ? object.getMetadata().getUid() : "");
        }

        @Override
        public String toString() {
            return key.toString();
        }
    }

    private final Set<Departed> gone = ConcurrentHashMap.newKeySet();
    private final BooleanSupplier leads;

    /** Remembers while this says so: only who plans needs it, and only a plan ends what is of no interest any more. */
    public Departures(BooleanSupplier leads) {
        this.leads = leads;
    }

    void came(HasMetadata object) {
        gone.remove(Departed.of(object));
    }

    void went(HasMetadata object) {
        if (leads.getAsBoolean()) {
            gone.add(Departed.of(object));
        }
    }

    void note(Departed departed) {
        gone.add(departed);
    }

    boolean include(Departed departed) {
        return gone.contains(departed);
    }

    void retain(Collection<Departed> ofInterest) {
        gone.retainAll(ofInterest);
    }

    /** Forgets everything: another has led meanwhile. */
    public void clear() {
        gone.clear();
    }
}
