package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes the bins of a host, as a slot model sees it. */
public final class Binning {

    private final SlotModel model;
    private final DemandSet demandSet;
    private final TypedSlots typedSlots;

    public Binning(SlotModel model, DemandSet demandSet) {
        this.model = model;
        this.demandSet = demandSet;
        this.typedSlots = new TypedSlots(demandSet, model.shares());
    }

    public List<Bin> bins(HostState host) {
        List<Bin> bins = new ArrayList<>(2);
        if (model.layout() == SlotModel.Layout.BY_PORT) {
            for (PortState port : host.ports()) {
                int rank = demandSet.servedRank(port.tier());
                if (rank >= 0) {
                    add(bins, new Bin(host, rank, List.of(cell(port, rank))));
                }
            }
            return bins;
        }
        if (model.layout() == SlotModel.Layout.TYPED) {
            addTyped(bins, host);
            return bins;
        }
        for (int rank = 0; rank < demandSet.ranks(); rank++) {
            add(bins, new Bin(host, rank, cells(host, rank)));
        }
        return bins;
    }

    private void addTyped(List<Bin> bins, HostState host) {
        int[][] slots = new int[host.ports().length][];
        for (int index = 0; index < slots.length; index++) {
            slots[index] = typedSlots.of(host.ports()[index]);
        }
        addSlots(bins, host, slots, demandSet.ranks());
    }

    /**
     * Adds the bins of a host whose ports are divided into slots.
     *
     * @param slots by port and rank
     */
    static void addSlots(List<Bin> bins, HostState host, int[][] slots, int ranks) {
        for (int rank = 0; rank < ranks; rank++) {
            List<Bin.Cell> cells = new ArrayList<>(2);
            for (int index = 0; index < slots.length; index++) {
                if (slots[index][rank] > 0) {
                    cells.add(new Bin.Cell(host.ports()[index], slots[index][rank]));
                }
            }
            add(bins, new Bin(host, rank, cells));
        }
    }

    private static void add(List<Bin> bins, Bin bin) {
        if (bin.free() > 0) {
            bins.add(bin);
        }
    }

    private Bin.Cell cell(PortState port, int rank) {
        return new Bin.Cell(port, model.slotsOf(port, rank, demandSet));
    }

    private List<Bin.Cell> cells(HostState host, int rank) {
        List<Bin.Cell> cells = new ArrayList<>(2);
        for (PortState port : host.ports()) {
            if (demandSet.servedRank(port.tier()) == rank) {
                cells.add(cell(port, rank));
            }
        }
        cells.sort(Comparator.comparingInt(cell -> cell.port().tier()));
        return cells.size() < 2 || model.isUniform() ? cells : rounded(cells, model.cost(rank));
    }

    /**
     * VFs that cost several slots mustn't straddle ports. Where all ports but one have a multiple of the largest cost,
     * powers of two placed in descending order leave no gap, so that only the sum of slots counts.
     */
    private static List<Bin.Cell> rounded(List<Bin.Cell> cells, int largestCost) {
        int spared = 0;
        for (int index = 1; index < cells.size(); index++) {
            if (cells.get(index).slots() % largestCost > cells.get(spared).slots() % largestCost) {
                spared = index;
            }
        }
        List<Bin.Cell> rounded = new ArrayList<>(cells.size());
        for (int index = 0; index < cells.size(); index++) {
            Bin.Cell cell = cells.get(index);
            int excess = index == spared ? 0 : cell.slots() % largestCost;
            rounded.add(new Bin.Cell(cell.port(), cell.slots() - excess));
        }
        return rounded;
    }
}
