package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Presence;
import io.accelnet.plan.reserve.model.Sight;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The conditions for the sets of demands that were present lately. One comes and goes with each VM that is the first of its kind. */
public final class Books {

    /** Sets of demands that are kept, by sight. */
    private static final int MOST = 4;

    private final FleetState state;
    private final Map<Sight, OfSight> books = new EnumMap<>(Sight.class);

    public Books(FleetState state) {
        this.state = state;
        for (Sight sight : Sight.values()) {
            books.put(sight, new OfSight(sight));
        }
    }

    /** Those for the demands that are present. */
    public Book current(Sight sight) {
        return Objects.requireNonNull(books.get(sight)).current();
    }

    private final class OfSight {
        private final Sight sight;
        private final Map<BitSet, Book> recent = new LinkedHashMap<>(8, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<BitSet, Book> eldest) {
                return size() > MOST;
            }
        };
        private long changes = -1;
        private Optional<Book> current = Optional.empty();

        OfSight(Sight sight) {
            this.sight = sight;
        }

        Book current() {
            Presence presence = state.presence(sight);
            if (changes != presence.changes() || current.isEmpty()) {
                BitSet classes = presence.classes();
                current = Optional.of(
                        recent.computeIfAbsent(classes, key -> new Book(state, sight, Census.of(state, key))));
                changes = presence.changes();
            }
            return current.get();
        }
    }
}
