package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.certificate.Binning;
import io.accelnet.plan.reserve.certificate.Blocks;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.List;
import java.util.TreeSet;

/**
 * Measures hosts for a proof: whatever the conditions allow can be placed, largest size first, lowest rank with room first.
 * Sizes are rounded up to whole blocks, room is rounded down.
 */
final class SufficientGauge implements Gauge {

    private final Census census;
    private final int[] thresholds;
    private final Blocks blocks;
    private final Binning binning;
    private final boolean together;

    SufficientGauge(Census census, SlotModel model) {
        this.census = census;
        TreeSet<Integer> sizes = new TreeSet<>();
        for (Demand demand : census.demands()) {
            sizes.add(SlotModel.sizeClass(model.size(demand, census)));
        }
        this.thresholds = sizes.stream().mapToInt(Integer::intValue).toArray();
        this.blocks = Blocks.roundedUp(census, thresholds, demand -> model.size(demand, census));
        this.binning = new Binning(model, census);
        this.together = model.isUniform() && model.layout() == SlotModel.Layout.BY_HOST;
    }

    @Override
    public Census census() {
        return census;
    }

    @Override
    public int[] thresholds() {
        return thresholds.clone();
    }

    @Override
    public Blocks needs() {
        return blocks;
    }

    @Override
    public void addRoom(HostState host, int[] room) {
        if (host.isCordoned()) {
            return;
        }
        if (together) {
            addTogether(host, room);
        } else {
            List<Bin> bins = binning.bins(host);
            for (int index = 0; index < bins.size(); index++) {
                blocks.addWhole(bins.get(index).rank(), bins.get(index).free(), room);
            }
        }
    }

    /** The most frequent case, without an object made: the room of all ports of a rank is one sum. */
    private void addTogether(HostState host, int[] room) {
        for (int rank = 0; rank < census.ranks(); rank++) {
            int free = 0;
            for (int index = 0; index < host.ports().length; index++) {
                PortState port = host.ports()[index];
                if (census.servedRank(port.tier()) == rank) {
                    free += port.room(census.queuePairs(rank));
                }
            }
            blocks.addWhole(rank, free, room);
        }
    }
}
