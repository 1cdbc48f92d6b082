package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.model.DemandSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** The slot models worth a try, the likeliest first. */
public final class Portfolio {

    private static final int PARTS = 3;
    /** In {@link TradeModel#PARTS}: trades leave VFs unused too, but only as whole blocks. */
    private static final int[] UNUSED = {0, 1, 2, 4, 8, 12, 16, 20, 24};

    private Portfolio() {}

    /** What is worth a try besides the uniform model where queue pairs may bind. */
    public static List<SlotModel> whereBothBind(DemandSet demandSet) {
        List<SlotModel> models = new ArrayList<>();
        for (List<Integer> slots : costs(demandSet)) {
            models.add(new SlotModel(SlotModel.Layout.BY_HOST, slots));
            models.add(new SlotModel(SlotModel.Layout.BY_PORT, slots));
        }
        return models;
    }

    /** Every way to share out thirds, among so many ranks that slots can't be traded. */
    public static List<SlotModel> typed(DemandSet demandSet) {
        List<SlotModel> models = new ArrayList<>();
        if (demandSet.ranks() > TradeRates.MOST_RANKS) {
            share(new ArrayList<>(), demandSet.ranks(), PARTS, models);
        }
        return models;
    }

    /**
     * Typed slots that may be traded, in blocks as large as the largest VM: no block is broken by a trade. Where queue pairs
     * run out first, some VFs remain unused; how many depends on the mix, so that several numbers are tried.
     */
    public static List<TradeModel> traded(DemandSet demandSet) {
        List<TradeModel> models = new ArrayList<>();
        if (demandSet.ranks() < 2 || demandSet.ranks() > TradeRates.MOST_RANKS) {
            return models;
        }
        int block = demandSet.demands().stream()
                .mapToInt(demand -> SlotModel.sizeClass(demand.virtualFunctions()))
                .max()
                .orElse(1);
        for (int unused : UNUSED) {
            models.add(new TradeModel(block, 0, unused));
            models.add(new TradeModel(block, TradeModel.LEANS, unused));
        }
        return models;
    }

    private static void share(List<Integer> shares, int ranks, int left, List<SlotModel> models) {
        if (shares.size() == ranks - 1) {
            List<Integer> all = new ArrayList<>(shares);
            all.add(left);
            models.add(SlotModel.typed(all));
            return;
        }
        for (int share = 0; share <= left; share++) {
            shares.add(share);
            share(shares, ranks, left - share, models);
            shares.removeLast();
        }
    }

    private static Set<List<Integer>> costs(DemandSet demandSet) {
        Set<List<Integer>> costs = new LinkedHashSet<>();
        costs.add(costs(demandSet, power -> power));
        costs.add(costs(demandSet, power -> Math.max(1, power / 2)));
        costs.add(costs(demandSet, power -> Math.min(2, power)));
        costs.remove(costs(demandSet, power -> 1));
        return costs;
    }

    /** By rank, from the least power of two that the ratio of queue pairs to the lowest rank's doesn't exceed. */
    private static List<Integer> costs(DemandSet demandSet, IntUnaryOperator choice) {
        int least = demandSet.queuePairs(0);
        List<Integer> costs = new ArrayList<>();
        for (int rank = 0; rank < demandSet.ranks(); rank++) {
            int ratio = (demandSet.queuePairs(rank) + least - 1) / least;
            costs.add(choice.applyAsInt(SlotModel.sizeClass(ratio)));
        }
        return costs;
    }
}
