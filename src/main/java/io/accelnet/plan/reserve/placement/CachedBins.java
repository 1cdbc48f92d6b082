package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.certificate.Binning;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.JournalReader;
import io.accelnet.plan.reserve.model.PortState;
import java.util.ArrayList;
import java.util.List;

/**
 * The bins of all hosts that take VMs, where each VF is one slot, kept up to date from one placement to the next: one that
 * concerns few VMs looks at few hosts.
 */
final class CachedBins extends Bins {

    private final FleetState state;
    private final DemandSet demandSet;
    private final Binning binning;
    private final Reader reader;
    /** The hosts that the present placement has looked at. */
    private final List<HostState> lookedAt = new ArrayList<>();
    /** Their bins, by number; nothing of the others. */
    private final List<List<Bin>> bins = new ArrayList<>();

    CachedBins(FleetState state, DemandSet demandSet) {
        super(state, demandSet);
        this.state = state;
        this.demandSet = demandSet;
        this.binning = new Binning(SlotModel.uniform(demandSet, SlotModel.Layout.BY_HOST), demandSet);
        this.reader = new Reader();
    }

    /** Bins depend on the tiers that are asked for, not on who asks. */
    boolean isFor(DemandSet other) {
        return demandSet.hasTiersOf(other);
    }

    /** Forgets the placement before, which either became true or was dropped. */
    CachedBins begin() {
        for (HostState host : lookedAt) {
            reader.refresh(host);
            bins.set(host.number(), List.of());
        }
        lookedAt.clear();
        reader.catchUp();
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
        return member == null || !member.takesVms() ? List.of() : binsOf(member);
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

    /** Follows what each host has free. */
    private final class Reader extends JournalReader {
        Reader() {
            super(state);
        }

        @Override
        protected void refresh(HostState host) {
            state.work().spend((long) demandSet.ranks() * (2 + host.ports().length));
            for (int rank = 0; rank < demandSet.ranks(); rank++) {
                int sum = 0;
                int highest = rank;
                for (PortState port : host.ports()) {
                    if (host.takesVms() && demandSet.servedRank(port.tier()) == rank) {
                        sum += port.room(demandSet.queuePairs(rank));
                        highest = Math.max(highest, port.tier());
                    }
                }
                putOnly(rank, highest, host.number(), sum);
            }
        }
    }
}
