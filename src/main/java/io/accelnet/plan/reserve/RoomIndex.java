package io.accelnet.plan.reserve;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the host that a new VM should go to without a look at the others. Hosts are preferred whose room is of the lowest
 * tier that can do it, so that higher ones remain for who needs them; then where the smallest power-of-two remainder that
 * still fits is broken, so that large blocks remain; then with the most free VFs, so that load is spread; then of the
 * lowest name.
 */
final class RoomIndex {

    private final FleetState state;
    private final int tiers;
    /** By tier asked for and tier of the ports; the last is for ports of several tiers together. */
    private final Layer[][] layers;

    RoomIndex(FleetState state) {
        this.state = state;
        this.tiers = state.tiers.count();
        this.layers = new Layer[tiers][tiers + 1];
        for (int asked = 0; asked < tiers; asked++) {
            for (int given = asked; given <= tiers; given++) {
                layers[asked][given] = new Layer(asked, given);
            }
        }
    }

    /** The best room, if any host that takes VMs has some. */
    Optional<Room> best(Demand demand) {
        int host = bestHost(demand);
        return host == Shelf.NONE ? Optional.empty() : Room.on(state.numbered(host), demand, state.tiers);
    }

    /** The number of the host with the best room, or {@link Shelf#NONE}. */
    int bestHost(Demand demand) {
        for (int given = demand.tier(); given <= last(demand); given++) {
            Layer layer = layers[demand.tier()][given];
            layer.catchUp();
            int host = layer.shelf.best(demand.virtualFunctions());
            if (host != Shelf.NONE) {
                return host;
            }
        }
        return Shelf.NONE;
    }

    /** Only one tier can serve the highest: several together are nothing new. */
    private int last(Demand demand) {
        return demand.tier() == tiers - 1 ? demand.tier() : tiers;
    }

    /** Goes through all rooms, the best first, until it is enough; what is changed in between must be undone at once. */
    void visit(Demand demand, Predicate<Room> enough) {
        for (int given = demand.tier(); given <= last(demand); given++) {
            Layer layer = layers[demand.tier()][given];
            layer.catchUp();
            int size = demand.virtualFunctions();
            for (int number = layer.shelf.best(size); number != Shelf.NONE; number = layer.shelf.next(size, number)) {
                int tier = given;
                boolean isEnough = Room.on(state.numbered(number), demand, state.tiers)
                        .filter(room -> room.tier() == tier)
                        .filter(enough)
                        .isPresent();
                if (isEnough) {
                    return;
                }
                layer.catchUp();
            }
        }
    }

    /** What hosts have free for VFs of one tier on ports of one tier. */
    private final class Layer extends Follower {
        private final int asked;
        private final int given;
        private final Shelf shelf = new Shelf();

        Layer(int asked, int given) {
            super(state);
            this.asked = asked;
            this.given = given;
        }

        @Override
        void refresh(HostState host) {
            int free = 0;
            if (host.takesMachines()) {
                int queuePairs = state.tiers.queuePairs(asked);
                free = given == tiers ? host.roomFrom(asked, queuePairs) : host.roomOn(given, queuePairs);
            }
            shelf.put(host.number, free);
        }
    }
}
