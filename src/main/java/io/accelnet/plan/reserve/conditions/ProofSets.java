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
import java.util.SequencedMap;

/** The conditions for the sets of demands that were present lately. One comes and goes with each VM that is the first of its kind. */
public final class ProofSets {

    /** Sets of demands that are kept, by scope: as many as there are kinds of VMs in most clusters, so that none is made twice. */
    private static final int MOST = 32;
    /** Numbers in the tables of all that are kept, by scope: some dozens of megabytes. The last four are kept in any case. */
    private static final long MOST_NUMBERS = 8_000_000;

    private static final int LEAST = 4;

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
        /** The last one that was asked for comes last. */
        private final SequencedMap<BitSet, ProofSet> recent = new LinkedHashMap<>(8, 0.75f, true);

        private long changes = -1;
        private Optional<ProofSet> current = Optional.empty();

        OfScope(Scope scope) {
            this.scope = scope;
        }

        ProofSet current() {
            DemandCounts counts = state.presence(scope);
            if (changes != counts.changes() || current.isEmpty()) {
                BitSet classes = counts.classes();
                ProofSet known = recent.get(classes);
                if (known == null) {
                    dropEldest();
                    known = new ProofSet(state, scope, DemandSet.of(state, classes));
                    recent.put(classes, known);
                }
                current = Optional.of(known);
                changes = counts.changes();
            }
            return current.get();
        }

        private void dropEldest() {
            long numbers = recent.values().stream().mapToLong(ProofSet::size).sum();
            while (recent.size() >= LEAST && (recent.size() >= MOST || numbers > MOST_NUMBERS)) {
                numbers -= recent.pollFirstEntry().getValue().size();
            }
        }
    }
}
