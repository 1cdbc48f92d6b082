package io.accelnet.plan.reserve.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All conditions over some ranks and thresholds: each choice of one threshold or none per rank, where no rank has a lower
 * threshold than the next, and not none everywhere. The order is fixed.
 */
public final class Staircases {

    private final int ranks;
    private final int[] thresholds;
    /** For each condition its cells, {@code rank * thresholds + threshold}, of the ranks that are in it. */
    private final List<int[]> cells = new ArrayList<>();

    public Staircases(int ranks, int[] thresholds) {
        this.ranks = ranks;
        this.thresholds = thresholds.clone();
        choose(0, thresholds.length, new int[0]);
    }

    private void choose(int rank, int highest, int[] chosen) {
        if (rank == ranks) {
            if (chosen.length > 0) {
                cells.add(chosen);
            }
            return;
        }
        for (int threshold = 0; threshold <= highest; threshold++) {
            if (threshold < thresholds.length) {
                int[] more = Arrays.copyOf(chosen, chosen.length + 1);
                more[chosen.length] = rank * thresholds.length + threshold;
                choose(rank + 1, threshold, more);
            } else {
                choose(rank + 1, threshold, chosen);
            }
        }
    }

    public int[][] cells() {
        return cells.toArray(int[][]::new);
    }

    /** The least size of a rank that is in the condition, or 0 if the rank isn't. */
    public int threshold(int condition, int rank) {
        for (int cell : cells.get(condition)) {
            if (cell / thresholds.length == rank) {
                return thresholds[cell % thresholds.length];
            }
        }
        return 0;
    }

    /** By rank, the least size in the condition, or 0 if the rank isn't in it. */
    public List<Integer> thresholds(int condition) {
        return IntStream.range(0, ranks)
                .mapToObj(rank -> threshold(condition, rank))
                .toList();
    }
}
