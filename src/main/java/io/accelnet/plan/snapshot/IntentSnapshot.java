package io.accelnet.plan.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A NetworkIntent.
 *
 * @param name its name
 * @param created when it was created; of two intents that name the same adapter, the older keeps it
 * @param types the types of traffic that its adapters carry
 * @param adapters its adapters by name, compared without case
 * @param resourceName the extended resource under which Kubernetes hands out its virtual functions, if it names one
 * @param gate whether pods that request virtual functions are held
 */
public record IntentSnapshot(
        String name,
        Instant created,
        Set<IntentType> types,
        List<String> adapters,
        Optional<String> resourceName,
        GateState gate) {
    /** A type of traffic. */
    public enum IntentType {
        COMPUTE("Compute"),
        MANAGEMENT("Management"),
        STORAGE("Storage"),
        STRETCH("Stretch");

        private final String label;

        IntentType(String label) {
            this.label = label;
        }

        /** The type as users write it. */
        public String label() {
            return label;
        }
    }

    public IntentSnapshot {
        types = Set.copyOf(types);
        adapters = List.copyOf(adapters);
    }

    /** An intent whose virtual functions Kubernetes doesn't hand out. */
    public IntentSnapshot(String name, Instant created, Set<IntentType> types, List<String> adapters) {
        this(name, created, types, adapters, Optional.empty());
    }

    /** An intent where no pod is held. */
    public IntentSnapshot(
            String name, Instant created, Set<IntentType> types, List<String> adapters, Optional<String> resourceName) {
        this(name, created, types, adapters, resourceName, GateState.OFF);
    }
}
