package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.model.DemandCounts;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The conditions for the sets of demands that were present lately. One comes and goes with each VM that is the first of its kind. */
public final class ProofSets {

    /** Sets of demands that are kept, by scope. */
    private static final int MOST = 4;

    private final FleetState state;
    private final Map<Scope, OfScope> proofSets = new EnumMap<>(Scope.class);

    public ProofSets(FleetState state) {
        this.state = state;
        for (Scope scope : Scope.values()) {
            proofSets.put(scope, new OfScope(scope));
        }
    }

    /** Those for the demands that are present. */
    public ProofSet current(Scope scope) {
        return Objects.requireNonNull(proofSets.get(scope)).current();
    }

    private final class OfScope {
        private final Scope scope;
        private final Map<BitSet, ProofSet> recent = new LinkedHashMap<>(8, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<BitSet, ProofSet> eldest) {
                return size() > MOST;
            }
        };
        private long changes = -1;
        private Optional<ProofSet> current = Optional.empty();

        OfScope(Scope scope) {
            this.scope = scope;
        }

        ProofSet current() {
            DemandCounts counts = state.presence(scope);
            if (changes != counts.changes() || current.isEmpty()) {
                BitSet classes = counts.classes();
                current = Optional.of(
                        recent.computeIfAbsent(classes, key -> new ProofSet(state, scope, DemandSet.of(state, key))));
                changes = counts.changes();
            }
            return current.get();
        }
    }
}
