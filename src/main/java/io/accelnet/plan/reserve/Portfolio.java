package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** The slot models worth a try, the likeliest first. */
final class Portfolio {

    private static final int PARTS = 8;

    private Portfolio() {}

    /** What is worth a try besides the uniform model where queue pairs may bind. */
    static List<SlotModel> whereBothBind(Census census) {
        List<SlotModel> models = new ArrayList<>();
        for (List<Integer> slots : costs(census)) {
            models.add(new SlotModel(SlotModel.Layout.BY_HOST, slots));
            models.add(new SlotModel(SlotModel.Layout.BY_PORT, slots));
        }
        return models;
    }

    /** Every way to share out eighths, or thirds among more ranks than there are levels. */
    static List<SlotModel> typed(Census census) {
        List<SlotModel> models = new ArrayList<>();
        if (census.ranks() > 1) {
            share(new ArrayList<>(), census.ranks(), census.ranks() > 3 ? 3 : PARTS, models);
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

    private static Set<List<Integer>> costs(Census census) {
        Set<List<Integer>> costs = new LinkedHashSet<>();
        costs.add(costs(census, power -> power));
        costs.add(costs(census, power -> Math.max(1, power / 2)));
        costs.add(costs(census, power -> Math.min(2, power)));
        costs.remove(costs(census, power -> 1));
        return costs;
    }

    /** By rank, from the least power of two that the ratio of queue pairs to the lowest rank's doesn't exceed. */
    private static List<Integer> costs(Census census, IntUnaryOperator choice) {
        int least = census.queuePairs(0);
        List<Integer> costs = new ArrayList<>();
        for (int rank = 0; rank < census.ranks(); rank++) {
            int ratio = (census.queuePairs(rank) + least - 1) / least;
            costs.add(choice.applyAsInt(SlotModel.sizeClass(ratio)));
        }
        return costs;
    }
}
