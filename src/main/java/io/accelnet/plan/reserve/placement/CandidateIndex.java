package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.JournalReader;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the host that a new VM should go to without a look at the others. Hosts are preferred whose room is of the lowest
 * tier that can do it, so that higher ones remain for VMs that need them; then where the smallest power-of-two remainder that
 * still fits is broken, so that large blocks remain; then with the most free VFs, so that load is spread; then of the
 * lowest name. Where VFs and queue pairs may both run out, a {@link Balance} says which host of a tier comes first.
 */
public final class CandidateIndex {

    private static final Layer[] NO_LAYERS = {};

    /** What is counted for a port of a host that is looked at. */
    private static final long STEPS_PER_PORT = 8;

    private final FleetState state;
    private final int tiers;
    /**
     * By tier asked for and tier of the ports; the last is for ports of several tiers together. Those that were asked for: VMs may
     * hold thousands of tiers.
     */
    private final @Nullable Layer[][] layers;
    /** By demand and tier of the ports as above, for the fleet's capacity. */
    private final Map<Demand, SortedMap<Integer, Balance>> balances = new HashMap<>();

    private long balancedFor = -1;

    CandidateIndex(FleetState state) {
        this.state = state;
        this.tiers = state.tiers().count();
        this.layers = new Layer[tiers][];
        Arrays.fill(layers, NO_LAYERS);
    }

    /** The best room, if any host that takes VMs has some. */
    public Optional<Candidate> best(Demand demand) {
        int host = bestHost(demand);
        return host == BestFitIndex.NONE ? Optional.empty() : Candidate.on(state.numbered(host), demand, state.tiers());
    }

    /** The room on the host that a VM prefers, if that takes VMs and has some; else the best. */
    public Optional<Candidate> best(Displaced vm) {
        return vm.preferred()
                .flatMap(name -> Optional.ofNullable(state.host(name)))
                .filter(HostState::takesVms)
                .flatMap(host -> Candidate.on(host, vm.demand(), state.tiers()))
                .or(() -> best(vm.demand()));
    }

    /** The number of the host with the best room, or {@link BestFitIndex#NONE}. */
    public int bestHost(Demand demand) {
        if (state.capacity().bothBind()) {
            return bestBalanced(demand);
        }
        int last = last(demand);
        for (int given = demand.tier(); given <= last; given++) {
            if (hasPortsOf(given)) {
                int host = layer(demand.tier(), given).index.best(demand.virtualFunctions());
                if (host != BestFitIndex.NONE) {
                    return host;
                }
            }
        }
        return BestFitIndex.NONE;
    }

    private boolean hasPortsOf(int given) {
        return given == tiers
                ? state.capacity().hasHostsOfSeveralTiers()
                : state.capacity().hasPortsOf(given);
    }

    private Layer known(int asked, int given) {
        if (layers[asked].length == 0) {
            layers[asked] = new Layer[tiers + 1];
        }
        Layer known = layers[asked][given];
        if (known == null) {
            known = new Layer(asked, given);
            layers[asked][given] = known;
        }
        return known;
    }

    /** What is free, as of now. As long as VFs run out before queue pairs everywhere, all tiers have the same room. */
    private Layer layer(int asked, int given) {
        if (given < tiers) {
            Layer highest = known(given, given);
            highest.catchUp();
            if (highest.isTheSameForLowerTiers()) {
                return highest;
            }
        }
        Layer layer = known(asked, given);
        layer.catchUp();
        return layer;
    }

    private int bestBalanced(Demand demand) {
        int last = last(demand);
        for (int given = demand.tier(); given <= last; given++) {
            if (hasPortsOf(given)) {
                int host = balance(demand, given).best();
                if (host != BestFitIndex.NONE) {
                    return host;
                }
            }
        }
        return BestFitIndex.NONE;
    }

    private Balance balance(Demand demand, int given) {
        long perFunction = state.capacity().perFunction();
        if (perFunction != balancedFor) {
            balances.clear();
            balancedFor = perFunction;
        }
        return balances.computeIfAbsent(demand, key -> new TreeMap<>())
                .computeIfAbsent(given, tier -> new Balance(state, demand, tier));
    }

    /** Only one tier can serve the highest: several together are nothing new. */
    private int last(Demand demand) {
        return demand.tier() == tiers - 1 ? demand.tier() : tiers;
    }

    /** Goes through all candidates, the best first, until it is enough; what is changed in between must be undone at once. */
    public void visit(Demand demand, Predicate<Candidate> enough) {
        if (state.capacity().bothBind()) {
            visitBalanced(demand, enough);
            return;
        }
        int last = last(demand);
        for (int given = demand.tier(); given <= last; given++) {
            if (!hasPortsOf(given)) {
                continue;
            }
            Layer layer = layer(demand.tier(), given);
            int size = demand.virtualFunctions();
            for (int number = layer.index.best(size);
                    number != BestFitIndex.NONE;
                    number = layer.index.next(size, number)) {
                if (isEnough(number, demand, given, enough)) {
                    return;
                }
                layer.catchUp();
            }
        }
    }

    private void visitBalanced(Demand demand, Predicate<Candidate> enough) {
        int last = last(demand);
        for (int given = demand.tier(); given <= last; given++) {
            if (hasPortsOf(given)) {
                for (int number : balance(demand, given).all()) {
                    if (isEnough(number, demand, given, enough)) {
                        return;
                    }
                }
            }
        }
    }

    private boolean isEnough(int number, Demand demand, int given, Predicate<Candidate> enough) {
        HostState host = state.numbered(number);
        state.work().spend(STEPS_PER_PORT * (1 + host.ports().length));
        return Candidate.on(host, demand, state.tiers())
                .filter(candidate -> candidate.tier() == given)
                .filter(enough)
                .isPresent();
    }

    /** What hosts have free for VFs of one tier on ports of one tier. */
    private final class Layer extends JournalReader {
        private final int asked;
        private final int given;
        private final int queuePairs;
        private final BestFitIndex index = new BestFitIndex();
        /** Where queue pairs run out before VFs do. */
        private final BitSet bound = new BitSet();

        Layer(int asked, int given) {
            super(state);
            this.asked = asked;
            this.given = given;
            this.queuePairs = state.tiers().queuePairs(asked);
        }

        @Override
        protected void refresh(HostState host) {
            state.work().spend(STEPS_PER_PORT + host.ports().length);
            int room = 0;
            int free = 0;
            if (host.takesVms()) {
                for (PortState port : host.ports()) {
                    if (given == tiers ? port.tier() >= asked : port.tier() == given) {
                        room += port.room(queuePairs);
                        free += port.freeFunctions();
                    }
                }
            }
            index.put(host.number(), room);
            bound.set(host.number(), room < free);
        }

        /** Of the layer of the highest tier that the ports serve: whether it tells the room for every lower tier as well. */
        boolean isTheSameForLowerTiers() {
            return bound.isEmpty();
        }
    }
}
