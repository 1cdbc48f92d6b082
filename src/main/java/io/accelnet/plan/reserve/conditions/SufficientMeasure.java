package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.certificate.Binning;
import io.accelnet.plan.reserve.certificate.NeedMatrix;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.certificate.Thresholds;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.List;
import java.util.TreeSet;

/**
 * Measures hosts for a proof: whatever the conditions allow can be placed, largest size first, lowest rank with room first.
 * Sizes are rounded up to whole blocks, room is rounded down.
 */
final class SufficientMeasure implements Measure {

    private final DemandSet demandSet;
    private final int[] thresholds;
    private final NeedMatrix needs;
    private final Binning binning;
    private final boolean together;

    SufficientMeasure(DemandSet demandSet, SlotModel model) {
        this.demandSet = demandSet;
        TreeSet<Integer> sizes = new TreeSet<>();
        for (Demand demand : demandSet.demands()) {
            sizes.add(SlotModel.sizeClass(model.size(demand, demandSet)));
        }
        this.thresholds = Thresholds.among(sizes, Thresholds.MOST);
        this.needs = NeedMatrix.roundedUp(demandSet, thresholds, demand -> model.size(demand, demandSet));
        this.binning = new Binning(model, demandSet);
        this.together = model.isUniform() && model.layout() == SlotModel.Layout.BY_HOST;
    }

    @Override
    public DemandSet demandSet() {
        return demandSet;
    }

    @Override
    public int[] thresholds() {
        return thresholds.clone();
    }

    @Override
    public NeedMatrix needs() {
        return needs;
    }

    @Override
    public void addRoom(HostState host, int[] room) {
        if (!host.isReserve()) {
            return;
        }
        if (together) {
            addTogether(host, room);
        } else {
            List<Bin> bins = binning.bins(host);
            for (int index = 0; index < bins.size(); index++) {
                needs.addWhole(bins.get(index).rank(), bins.get(index).free(), room);
            }
        }
    }

    /** The most frequent case, without an object made: the room of all ports of a rank is one sum. */
    private void addTogether(HostState host, int[] room) {
        for (int rank = 0; rank < demandSet.ranks(); rank++) {
            int free = 0;
            for (int index = 0; index < host.ports().length; index++) {
                PortState port = host.ports()[index];
                if (demandSet.servedRank(port.tier()) == rank) {
                    free += port.room(demandSet.queuePairs(rank));
                }
            }
            needs.addWhole(rank, free, room);
        }
    }
}
