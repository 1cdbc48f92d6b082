package io.accelnet.plan.reserve;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides whether the fleet survives its failures: by the first argument that proves it, or disproves it. Keeps the tables
 * of the arguments for the demands that were present lately.
 */
final class Examiner {

    /** Sets of demands whose tables are kept, by sight: one comes and goes with each VM that is the first of its kind. */
    private static final int MOST_BOOKS = 4;

    private static final Optional<String> NO_FAILURE = Optional.of("no failure");
    private static final Optional<String> NO_DEMAND = Optional.of("no demand");
    private static final Optional<String> ONE_MORE = Optional.of("with one VM more");

    private final FleetState state;
    private final Map<Sight, Books> books = new EnumMap<>(Sight.class);

    Examiner(FleetState state) {
        this.state = state;
        for (Sight sight : Sight.values()) {
            books.put(sight, new Books(sight));
        }
    }

    /** The complete answer, if so many failures are tolerated in all. */
    Examination examine(Sight sight, int tolerated) {
        int failures = sight.failures(state, tolerated);
        Optional<String> proof = proof(sight, failures);
        if (proof.isPresent()) {
            return new Examination(proof, Optional.empty());
        }
        Optional<Breach> breach = current(sight).breach(failures);
        if (breach.isEmpty() && new EverySet(state, sight, failures).survives()) {
            return new Examination(Optional.of("every set of failures tried"), Optional.empty());
        }
        return new Examination(Optional.empty(), breach);
    }

    /**
     * The complete answer on a state that is there already, and was promised to survive. What takes too long for each place
     * that might be tried is worth it here.
     */
    Examination examinePromised(Sight sight, int tolerated) {
        Examination examination = examine(sight, tolerated);
        boolean open = examination.proof().isEmpty() && examination.breach().isEmpty();
        return open && new OneMore(state, sight, tolerated).isProven()
                ? new Examination(ONE_MORE, Optional.empty())
                : examination;
    }

    /** Whether the tables prove it. False may still mean that it can be proven otherwise. */
    boolean isProvenByTables(Sight sight, int tolerated) {
        return proof(sight, sight.failures(state, tolerated)).isPresent();
    }

    private Optional<String> proof(Sight sight, int failures) {
        if (failures == 0) {
            return NO_FAILURE;
        }
        Book book = current(sight);
        return book.census().demands.isEmpty() ? NO_DEMAND : book.proof(failures);
    }

    /** The tables for the demands that are present. */
    Book current(Sight sight) {
        return Objects.requireNonNull(books.get(sight)).current();
    }

    /** The books of one sight. */
    private final class Books {
        private final Sight sight;
        private final Map<BitSet, Book> recent = new LinkedHashMap<>(8, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<BitSet, Book> eldest) {
                return size() > MOST_BOOKS;
            }
        };
        private long changes = -1;
        private Optional<Book> current = Optional.empty();

        Books(Sight sight) {
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
