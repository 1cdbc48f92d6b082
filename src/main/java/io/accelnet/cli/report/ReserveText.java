package io.accelnet.cli.report;

import io.accelnet.plan.Level;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.ReserveSums.PoolSums;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** The arithmetic of a cluster's reserve in words, so that a reader can check it. */
public final class ReserveText {
    private static final int NAMED = 10;

    private final PrintWriter out;

    /** Writes to this. */
    public ReserveText(PrintWriter out) {
        this.out = out;
    }

    /** Writes the sums of a cluster, whose worst nodes are all named. */
    public void print(String name, int percentage, boolean enabled, ReserveSums sums) {
        print(name, percentage, enabled, sums, sums.worstNodes().size());
    }

    /**
     * Writes the sums of a cluster.
     *
     * @param name the cluster
     * @param percentage its nodeReservePercentage
     * @param enabled whether its prerequisites hold
     * @param sums the sums
     * @param worstNodes how many nodes the worst set has, of which not all may be named
     */
    public void print(String name, int percentage, boolean enabled, ReserveSums sums, int worstNodes) {
        out.printf(
                "Cluster %s: %d %% of %s %s %d that may be down at once. %s down, %d more may fail.%n",
                name,
                percentage,
                Phrases.count(sums.nodes(), "node"),
                Phrases.agree(sums.failuresToTolerate(), "is", "are"),
                sums.failuresToTolerate(),
                sums.nodesDown() == 0 ? "None is" : sums.nodesDown() + Phrases.agree(sums.nodesDown(), " is", " are"),
                sums.failuresToleratedNow());
        String unused = unused(sums.inMaintenance(), sums.leaving(), sums.usedByOthers());
        String capacity = Phrases.count(sums.capacity(), "virtual function");
        if (enabled) {
            out.printf(
                    "  %s = %d used + %d held back for failures + %d available%s%n",
                    capacity, sums.used(), sums.reserved(), sums.available(), unused);
            pools(sums);
            if (sums.pools().isEmpty()) {
                fits(sums.headroom(), sums.headroomIsExact(), "");
            }
        } else {
            out.printf(
                    "  %s = %d used + %d free%s; nobody is admitted until the prerequisites hold%n",
                    capacity, sums.used(), sums.free(), unused);
        }
        if (!sums.worstNodes().isEmpty()) {
            List<String> named = sums.worstNodes()
                    .subList(0, Math.min(NAMED, sums.worstNodes().size()));
            int more = worstNodes - named.size();
            out.println("  the failure that leaves the least room: " + String.join(", ", named)
                    + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    /** The same of each pool, and what fits of VMs that need something of several. */
    private void pools(ReserveSums sums) {
        for (PoolSums pool : sums.pools()) {
            out.printf(
                    "  of intent %s: %s = %d used + %d held back for failures + %d available%s%n",
                    pool.intent(),
                    Phrases.count(pool.capacity(), "virtual function"),
                    pool.used(),
                    pool.reserved(),
                    pool.available(),
                    unused(pool.inMaintenance(), pool.leaving(), pool.usedByOthers()));
        }
        sums.pools().forEach(pool -> fits(pool.headroom(), pool.headroomIsExact(), " of intent " + pool.intent()));
        sums.combinations()
                .forEach(set -> fits(
                        set.headroom(),
                        set.headroomIsExact(),
                        " of each of intents " + String.join(", ", set.intents())));
    }

    private void fits(Map<Level, Integer> headroom, boolean exact, String ofIntents) {
        out.printf(
                "  %s%d more Low, or %d more Medium, or %d more High VMs with one network adapter%s fit%n",
                exact ? "" : "at least ",
                headroom.getOrDefault(Level.LOW, 0),
                headroom.getOrDefault(Level.MEDIUM, 0),
                headroom.getOrDefault(Level.HIGH, 0),
                ofIntents);
    }

    private static String unused(int inMaintenance, int leaving, int usedByOthers) {
        return (inMaintenance == 0 ? "" : " + " + inMaintenance + " in maintenance")
                + (leaving == 0 ? "" : " + " + leaving + " on nodes that are leaving")
                + (usedByOthers == 0 ? "" : " + " + usedByOthers + " used by others");
    }
}
