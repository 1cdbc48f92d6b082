package io.accelnet.cli.view;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.report.Table;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The virtual functions of clusters and nodes at one moment: nodes that aren't up first, then those that are used most. */
public final class TopFrame {
    private static final int BAR = 20;

    private record Line(String name, String cluster, String state, boolean up, int functions, int used, int free) {
        private static Line of(AccelNetNode node) {
            Optional<AccelNetNodeStatus> status = Optional.ofNullable(node.getStatus());
            String state = status.map(AccelNetNodeStatus::conditions).orElse(List.of()).stream()
                    .filter(condition -> ConditionType.AVAILABLE.wire().equals(condition.getType()))
                    .map(Condition::getReason)
                    .findFirst()
                    .orElse("");
            return new Line(
                    node.getMetadata().getName(),
                    status.map(AccelNetNodeStatus::cluster).orElse(""),
                    state,
                    // Of a node that nobody has looked at yet it isn't said that it is down.
                    state.isEmpty() || state.equals(Reason.UP.wire()),
                    orZero(status.map(AccelNetNodeStatus::virtualFunctions).orElse(null)),
                    orZero(status.map(AccelNetNodeStatus::used).orElse(null)),
                    orZero(status.map(AccelNetNodeStatus::free).orElse(null)));
        }

        private double share() {
            return functions == 0 ? 0 : (double) used / functions;
        }
    }

    private final Instant time;
    private final ClusterOverview clusters;
    private final List<Line> nodes;
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
                .map(Line::of)
                .sorted(Comparator.comparing(Line::up)
                        .thenComparing(Comparator.comparingDouble(Line::share).reversed())
                        .thenComparing(Line::name))
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

    private static String bar(Line node) {
        int full = (int) Math.round(node.share() * BAR);
        return node.functions() == 0 ? "" : "█".repeat(full) + "░".repeat(BAR - full);
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
