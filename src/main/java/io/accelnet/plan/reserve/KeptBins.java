package io.accelnet.plan.reserve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The bins of all hosts that take VMs, where each VF is one slot, kept up to date from one placement to the next: one that
 * concerns few VMs looks at few hosts.
 */
final class KeptBins extends Bins {

    private final FleetState state;
    private final Census census;
    private final Binning binning;
    private final Shelves shelves;
    /** Of the hosts that the present placement has looked at. */
    private final Map<String, List<Bin>> lookedAt = new HashMap<>();

    KeptBins(FleetState state, Census census) {
        super(state.tiers, census);
        this.state = state;
        this.census = census;
        this.binning = new Binning(SlotModel.uniform(census, SlotModel.Layout.BY_HOST), census);
        this.shelves = new Shelves();
    }

    /** Bins depend on the tiers that are asked for, not on who asks. */
    boolean isFor(Census other) {
        return census.hasTiersOf(other);
    }

    /** Forgets the placement before, which either became true or was dropped. */
    KeptBins begin() {
        lookedAt.keySet().stream().map(state::host).flatMap(Stream::ofNullable).forEach(shelves::refresh);
        lookedAt.clear();
        shelves.catchUp();
        return this;
    }

    @Override
    Bin bin(int rank, int number) {
        return binsOf(state.numbered(number)).stream()
                .filter(bin -> bin.rank == rank)
                .findFirst()
                .orElseThrow();
    }

    @Override
    List<Bin> binsOf(String host) {
        HostState member = state.host(host);
        return member == null || !member.takesMachines() ? List.of() : binsOf(member);
    }

    private List<Bin> binsOf(HostState host) {
        List<Bin> known = lookedAt.get(host.name());
        if (known != null) {
            return known;
        }
        List<Bin> bins = binning.bins(host);
        bins.forEach(bin -> bin.number = host.number);
        lookedAt.put(host.name(), bins);
        return bins;
    }

    /** What the shelves have of each host. */
    private final class Shelves extends Follower {
        Shelves() {
            super(state);
        }

        @Override
        void refresh(HostState host) {
            for (int rank = 0; rank < census.ranks(); rank++) {
                int sum = 0;
                int highest = rank;
                for (PortState port : host.ports) {
                    if (host.takesMachines() && census.servedRank(port.tier) == rank) {
                        sum += port.room(census.queuePairs(rank));
                        highest = Math.max(highest, port.tier);
                    }
                }
                for (int tier = 0; tier < state.tiers.count(); tier++) {
                    put(rank, tier, host.number, tier == highest ? sum : 0);
                }
            }
        }
    }
}
