package io.accelnet.plan.cluster;

import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.WorkBudget.Share;
import java.util.function.Supplier;

/**
 * How much work the plan of one cluster may spend on questions to its reserve. It grows with the cluster, as all other work of a
 * plan does, so that no change makes a plan many times as long as it usually is. Each kind of question has a share of its own: VMs
 * that can't be changed don't keep new ones from being admitted, and how much is explained decides nothing. What VMs were promised,
 * and their failover, isn't limited.
 *
 * <p>A step takes some 8 ns.
 */
final class ClusterBudget {
    /**
     * What each share has at least, in all clusters together: a small cluster can try all that there is to try. That is some tenths of
     * a second.
     */
    private static final long CHANGES = 5_000_000;

    private static final long ADMISSIONS = 20_000_000;
    private static final long OPENINGS = 5_000_000;
    private static final long EXPLANATIONS = 20_000_000;
    private static final long NUMBERS = 20_000_000;

    private static final long CHANGES_PER_NODE = 20_000;
    private static final long CHANGES_PER_VM = 1_000;
    private static final long LEAST_FOR_A_CHANGE = 10_000;
    private static final long ADMISSIONS_PER_VM = 5_000;
    /** Some ten nodes on which it is tried whether a pod may start. */
    private static final long OPENINGS_PER_POD = 10_000;

    private static final long EXPLANATIONS_PER_NODE = 250_000;
    /** Two seconds for all explanations, however large the cluster is. */
    private static final long MOST_EXPLANATIONS = 250_000_000;
    /** The numbers are found by trial, VF by VF. */
    private static final long NUMBERS_PER_FUNCTION = 1_000;

    private final WorkBudget work;
    private final int clusters;
    private final int nodes;
    private final Share explanations;

    /**
     * The budget of one cluster.
     *
     * @param work counts the work of the whole plan
     * @param clusters how many clusters the plan has
     * @param nodes how many members this one has
     */
    ClusterBudget(WorkBudget work, int clusters, int nodes) {
        this.work = work;
        this.clusters = Math.max(1, clusters);
        this.nodes = nodes;
        this.explanations = share(EXPLANATIONS, Math.min(MOST_EXPLANATIONS, EXPLANATIONS_PER_NODE * nodes));
    }

    /** Counts the work of the whole plan. */
    WorkBudget work() {
        return work;
    }

    /** Decides about changes of so many VMs that have something. */
    void change(int vms, Runnable step) {
        within(share(CHANGES, changes(vms)), step);
    }

    /**
     * Decides about the next of such changes, within its part of what is left for all: if nothing can be done for it, the work is there for
     * the others. What is begun is ended, so it may take more than its part; that is missing from the parts of all who come later, and not
     * from the last one's alone.
     *
     * @param left how many there are that have had no part yet, with this one
     */
    <T> T changeNext(int left, Supplier<T> question) {
        return work.withinPart(new Share(partOfNext(left)), question);
    }

    /** The part of the next of them, in steps; that may be more than is left for all. */
    long partOfNext(int left) {
        return Math.max(LEAST_FOR_A_CHANGE, work.left() / left);
    }

    private long changes(int vms) {
        return CHANGES_PER_NODE * nodes + CHANGES_PER_VM * vms;
    }

    /** Explains what was decided about so many VMs; without their explanations, whether a refusal would end with all nodes up. */
    void explainAll(int vms, Runnable step) {
        within(share(CHANGES, changes(vms)), step);
    }

    /** Decides about so many new VMs. */
    void admit(int vms, Runnable step) {
        within(share(ADMISSIONS, ADMISSIONS_PER_VM * vms), step);
    }

    /** Decides about so many pods that wait. */
    void open(int pods, Runnable step) {
        within(share(OPENINGS, OPENINGS_PER_POD * pods), step);
    }

    private Share share(long ofAllClusters, long grown) {
        return new Share(Math.max(ofAllClusters / clusters, grown));
    }

    private void within(Share share, Runnable step) {
        work.within(share, () -> {
            step.run();
            return true;
        });
    }

    /** Whether all that was explained so far had the work that it takes. If not, no explanation is worth beginning. */
    boolean allowsExplanation() {
        return !explanations.wasShort();
    }

    /** Explains a refusal. */
    <T> T explain(Supplier<T> question) {
        return work.within(explanations, question);
    }

    /** Finds the numbers for the status of a cluster with so many VFs. */
    <T> T numbers(long functions, Supplier<T> question) {
        return work.within(share(NUMBERS, NUMBERS_PER_FUNCTION * functions), question);
    }
}
