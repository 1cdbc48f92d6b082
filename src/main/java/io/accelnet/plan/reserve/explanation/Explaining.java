package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.decision.Halving;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.Seat;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.placement.FleetIndex;
import io.accelnet.plan.reserve.placement.Room;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds out what would admit a VM. */
public final class Explaining {

    private static final String GUEST = "\0shown";

    private final FleetIndex index;
    private final FleetState state;
    private final Demand demand;
    private final Probing probing;

    public Explaining(FleetIndex index, Demand demand, Optional<String> pinned) {
        this.index = index;
        this.state = index.state();
        this.demand = demand;
        this.probing = new Probing(index, pinned);
    }

    public Explanation explain() {
        Decision decision = probing.decide(demand, state.failures());
        boolean admitted = decision instanceof Decision.Admitted;
        return new Explanation(
                decision,
                failuresThatAdmit(admitted),
                admitted ? OptionalInt.of(demand.tier()) : tierThatAdmits(),
                admitted ? Optional.empty() : hostThatAdmits(),
                new Adding(index, demand, probing).after(decision),
                Decision.shortage(decision),
                fewest(decision),
                probing.work());
    }

    /** Fewer failures are survived wherever more are, but while hosts are down no fewer than these count. */
    private OptionalInt failuresThatAdmit(boolean now) {
        if (!now && (state.down() >= state.failures() || !probing.admits(demand, state.down()))) {
            return OptionalInt.empty();
        }
        int admitted = now ? state.failures() : state.down();
        int refused = now ? state.hosts().size() + 1 : state.failures();
        return OptionalInt.of(Halving.last(admitted, refused, failures -> probing.admits(demand, failures)));
    }

    private OptionalInt tierThatAdmits() {
        for (int tier = demand.tier() - 1; tier >= 0; tier--) {
            if (probing.admits(new Demand(demand.virtualFunctions(), tier), state.failures())) {
                return OptionalInt.of(tier);
            }
        }
        return OptionalInt.empty();
    }

    private Optional<String> hostThatAdmits() {
        return probing.pinned().isPresent()
                        && probing.decideAnywhere(demand, state.failures()) instanceof Decision.Admitted elsewhere
                ? Optional.of(elsewhere.host())
                : Optional.empty();
    }

    private Optional<Shortage> fewest(Decision decision) {
        return switch (decision) {
            case Decision.ReserveShort shortOf -> fewestWithGuest().or(() -> Decision.shortage(decision));
            case Decision.AlreadyViolated violated
            when violated.shortage().isPresent() ->
                FewestFailures.of(index, Sight.STANDING, state.failures()).or(violated::shortage);
            default -> Optional.empty();
        };
    }

    /** As it would be with the VM where it would best be put. */
    private Optional<Shortage> fewestWithGuest() {
        Optional<Room> best = probing.pinned().isEmpty()
                ? index.rooms().best(demand)
                : probing.pinned()
                        .flatMap(name -> Optional.ofNullable(state.host(name)))
                        .flatMap(host -> Room.on(host, demand, state.tiers()));
        return best.flatMap(room -> {
            Seat seat = room.seat(state);
            state.hold(new Holding(GUEST, demand, seat.host(), seat.split()));
            Optional<Shortage> shown = FewestFailures.of(index, Sight.RETURNED, state.failures());
            state.release(GUEST);
            return shown;
        });
    }
}
