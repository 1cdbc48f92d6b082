package io.accelnet.cli.view;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.report.Table;
import io.accelnet.plan.Phrases;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** The virtual functions of clusters and nodes at one moment: nodes that aren't up first, then those that are used most. */
public final class TopFrame {
    private static final int BAR = 20;

    private final Instant time;
    private final ClusterOverview clusters;
    private final List<HostUse> nodes;
    private final int told;

    /**
     * A frame.
     *
     * @param time which moment
     * @param told so many nodes are told; 0: all
     */
    public TopFrame(Instant time, List<AccelNetCluster> clusters, List<AccelNetNode> nodes, int told) {
        this.time = time;
        this.clusters = ClusterOverview.of(clusters);
        this.nodes = nodes.stream()
                .map(HostUse::of)
                .sorted(Comparator.comparing(HostUse::up)
                        .thenComparing(
                                Comparator.comparingDouble(HostUse::share).reversed())
                        .thenComparing(HostUse::name))
                .toList();
        this.told = told == 0 ? Integer.MAX_VALUE : told;
    }

    /** Writes it. */
    public void print(PrintWriter out, Colours colours) {
        out.println(time.truncatedTo(ChronoUnit.SECONDS) + "   " + Phrases.count(nodes.size(), "node") + ", "
                + nodes.stream().filter(node -> !node.up()).count() + " not up");
        out.println();
        clusters.print(out, colours, false);
        if (nodes.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("NODE", "CLUSTER", "STATE", "VFS", "USED", "FREE", "");
        nodes.stream()
                .limit(told)
                .forEach(node -> table.add(
                        node.name(),
                        node.cluster(),
                        new Table.Marked(node.state(), node.up() ? Mark.GOOD : Mark.BAD),
                        node.functions(),
                        node.used(),
                        node.free(),
                        new Table.Marked(bar(node), node.free() == 0 && node.functions() > 0 ? Mark.OPEN : Mark.GOOD)));
        table.print(out, colours);
        if (nodes.size() > told) {
            out.println("and " + (nodes.size() - told) + " more nodes");
        }
    }

    private static String bar(HostUse node) {
        int full = (int) Math.round(node.share() * BAR);
        return node.functions() == 0 ? "" : "█".repeat(full) + "░".repeat(BAR - full);
    }
}
