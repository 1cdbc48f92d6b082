package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.certificate.Binning;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Follower;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.ArrayList;
import java.util.List;

/**
 * The bins of all hosts that take VMs, where each VF is one slot, kept up to date from one placement to the next: one that
 * concerns few VMs looks at few hosts.
 */
final class KeptBins extends Bins {

    private final FleetState state;
    private final Census census;
    private final Binning binning;
    private final Shelves shelves;
    /** The hosts that the present placement has looked at. */
    private final List<HostState> lookedAt = new ArrayList<>();
    /** Their bins, by number; nothing of the others. */
    private final List<List<Bin>> bins = new ArrayList<>();

    KeptBins(FleetState state, Census census) {
        super(state.tiers(), census);
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
        for (HostState host : lookedAt) {
            shelves.refresh(host);
            bins.set(host.number(), List.of());
        }
        lookedAt.clear();
        shelves.catchUp();
        return this;
    }

    @Override
    Bin bin(int rank, int number) {
        for (Bin bin : binsOf(state.numbered(number))) {
            if (bin.rank() == rank) {
                return bin;
            }
        }
        throw new IllegalStateException("nothing of rank " + rank + " on host " + number);
    }

    @Override
    List<Bin> binsOf(String host) {
        HostState member = state.host(host);
        return member == null || !member.takesMachines() ? List.of() : binsOf(member);
    }

    private List<Bin> binsOf(HostState host) {
        while (bins.size() <= host.number()) {
            bins.add(List.of());
        }
        List<Bin> known = bins.get(host.number());
        if (!known.isEmpty()) {
            return known;
        }
        List<Bin> made = binning.bins(host);
        made.forEach(bin -> bin.number(host.number()));
        bins.set(host.number(), made);
        lookedAt.add(host);
        return made;
    }

    /** What the shelves have of each host. */
    private final class Shelves extends Follower {
        Shelves() {
            super(state);
        }

        @Override
        protected void refresh(HostState host) {
            for (int rank = 0; rank < census.ranks(); rank++) {
                int sum = 0;
                int highest = rank;
                for (PortState port : host.ports()) {
                    if (host.takesMachines() && census.servedRank(port.tier()) == rank) {
                        sum += port.room(census.queuePairs(rank));
                        highest = Math.max(highest, port.tier());
                    }
                }
                for (int tier = 0; tier < state.tiers().count(); tier++) {
                    put(rank, tier, host.number(), tier == highest ? sum : 0);
                }
            }
        }
    }
}
