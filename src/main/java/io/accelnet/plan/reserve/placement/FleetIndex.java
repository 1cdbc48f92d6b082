package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.conditions.Book;
import io.accelnet.plan.reserve.conditions.Books;
import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Sight;
import java.util.Optional;

/**
 * What is derived from the state of a fleet, so that a question looks only at hosts that have changed since the last one. It
 * follows the state's journal of changes. It can be dropped at any time: no answer depends on it.
 */
public final class FleetIndex {

    private final FleetState state;
    private int renumberings;
    private Books books;
    private RoomIndex rooms;
    private Optional<KeptBins> bins = Optional.empty();

    public FleetIndex(FleetState state) {
        this.state = state;
        this.renumberings = state.renumberings();
        this.books = new Books(state);
        this.rooms = new RoomIndex(state);
    }

    public FleetState state() {
        return state;
    }

    /** Forgets everything; the next question derives it anew. */
    public void drop() {
        renumberings = state.renumberings();
        books = new Books(state);
        rooms = new RoomIndex(state);
        bins = Optional.empty();
    }

    private void dropIfRenumbered() {
        if (renumberings != state.renumberings()) {
            drop();
        }
    }

    /** The conditions for the demands that are present. */
    public Book current(Sight sight) {
        dropIfRenumbered();
        return books.current(sight);
    }

    public RoomIndex rooms() {
        dropIfRenumbered();
        return rooms;
    }

    /** The bins of the hosts that take VMs, for these demands. */
    KeptBins keptBins(Census census) {
        dropIfRenumbered();
        KeptBins kept = bins.filter(known -> known.isFor(census)).orElseGet(() -> new KeptBins(state, census));
        bins = Optional.of(kept);
        return kept;
    }
}
