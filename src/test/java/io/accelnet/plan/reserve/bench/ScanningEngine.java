package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Demand;
import java.util.Arrays;

/**
 * What a scheduler does that looks at the nodes for each VM: filter those where it fits, score those by the share that stays
 * free, take the best. Plain arrays, no failover check. kube-scheduler does the same with some twenty plugins, so this is
 * less than what it costs there.
 */
final class ScanningEngine implements Engine {

    private static final int LOWEST_SHARE = 5;
    private static final int FEWEST = 100;

    private final int[] capacity;
    private final int[] free;
    private final int[] tier;
    private final int[] hostOf;
    private final int[] functionsOf;
    /** How many nodes that fit are enough. */
    private final int enough;

    private int start;

    private ScanningEngine(Scenario scenario, int newVms, int enough) {
        this.capacity = new int[scenario.nodes];
        this.tier = new int[scenario.nodes];
        Arrays.setAll(capacity, scenario.kind::functions);
        Arrays.setAll(tier, scenario.kind::tier);
        this.free = capacity.clone();
        scenario.assignments.forEach(
                assignment -> free[assignment.host()] -= assignment.demand().virtualFunctions());
        this.hostOf = new int[newVms];
        this.functionsOf = new int[newVms];
        this.enough = enough;
    }

    /** Every node is looked at. */
    static ScanningEngine ofAllNodes(Scenario scenario, int newVms) {
        return new ScanningEngine(scenario, newVms, scenario.nodes);
    }

    /** Only as many nodes that fit as kube-scheduler looks for if nothing else is configured. */
    static ScanningEngine ofUsualShare(Scenario scenario, int newVms) {
        return new ScanningEngine(scenario, newVms, usualShare(scenario.nodes));
    }

    static int usualShare(int nodes) {
        int percent = Math.max(LOWEST_SHARE, 50 - nodes / 125);
        return Math.min(nodes, Math.max(FEWEST, nodes * percent / 100));
    }

    @Override
    public boolean admit(int vm, Demand demand) {
        int wanted = demand.virtualFunctions();
        int best = -1;
        int bestScore = -1;
        int found = 0;
        int node = start;
        for (int seen = 0; seen < free.length && found < enough; seen++) {
            if (free[node] >= wanted && tier[node] >= demand.tier()) {
                found++;
                int score = (free[node] - wanted) * 100 / capacity[node];
                if (score > bestScore) {
                    best = node;
                    bestScore = score;
                }
            }
            node = node + 1 == free.length ? 0 : node + 1;
        }
        start = node;
        if (best < 0) {
            return false;
        }
        free[best] -= wanted;
        hostOf[vm] = best;
        functionsOf[vm] = wanted;
        return true;
    }

    @Override
    public void release(int vm) {
        free[hostOf[vm]] += functionsOf[vm];
    }
}
