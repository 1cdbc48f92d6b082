package io.accelnet.plan.reserve;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Fills the table of weights for a proof: whatever its conditions allow can be placed, largest size first, lowest rank with
 * room first. Sizes are rounded up to whole blocks, room is rounded down.
 */
final class Measure {

    private Measure() {}

    static Weights sufficient(View view, Census census, SlotModel model) {
        TreeSet<Integer> sizes = new TreeSet<>();
        for (Demand demand : census.demands) {
            sizes.add(sizeClass(model.size(demand, census)));
        }
        int[] thresholds = sizes.stream().mapToInt(Integer::intValue).toArray();
        Weights weights = new Weights(census, thresholds, view.hosts().size());
        int[][] blocks = blocks(census.demands, demand -> up(model.size(demand, census), thresholds));
        Binning binning = new Binning(model, census);
        for (int host = 0; host < weights.hosts; host++) {
            weights.addDemand(host, view, blocks);
            HostState state = view.hosts().get(host);
            if (View.supplies(state)) {
                for (Bin bin : binning.bins(state)) {
                    weights.addBlocks(host, bin.rank, bin.free());
                }
            }
        }
        return weights;
    }

    static int[][] blocks(List<Demand> demands, Function<Demand, int[]> rule) {
        return demands.stream().map(rule).toArray(int[][]::new);
    }

    /** The size rounded up to a power of two. */
    static int sizeClass(int size) {
        return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }

    private static int[] up(int size, int[] thresholds) {
        int[] blocks = new int[thresholds.length];
        for (int index = 0; index < thresholds.length; index++) {
            int threshold = thresholds[index];
            boolean within = sizeClass(size) >= threshold;
            blocks[index] = within ? (size + threshold - 1) / threshold * threshold : 0;
        }
        return blocks;
    }
}
