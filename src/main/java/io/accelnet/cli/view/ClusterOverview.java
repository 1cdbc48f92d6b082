package io.accelnet.cli.view;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.api.v1alpha1.ReserveStatus;
import io.accelnet.api.v1alpha1.VmCounts;
import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Table;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All clusters, a line for each.
 *
 * @param clusters the clusters, by name
 */
public record ClusterOverview(List<Line> clusters) {
    /**
     * A cluster.
     *
     * @param name its name
     * @param intents its intents
     * @param nodes members, up or down; null while the operator hasn't counted
     * @param nodesDown members that are down
     * @param failuresToTolerate how many members may be down at once
     * @param failuresToleratedNow how many more may fail now
     * @param capacity virtual functions on members that are up
     * @param used of these, those that VMs have
     * @param reserved of these, those that are held back for failures
     * @param available of these, those that new VMs may get
     * @param enabledVms VMs that were promised virtual functions
     * @param shortVms VMs that haven't any: refused, waiting, or left without
     * @param status True, False or Unknown
     * @param reason the documented code, or another reason
     * @param message why, and what to do
     */
    public record Line(
            String name,
            List<String> intents,
            @Nullable Integer nodes,
            @Nullable Integer nodesDown,
            @Nullable Integer failuresToTolerate,
            @Nullable Integer failuresToleratedNow,
            @Nullable Integer capacity,
            @Nullable Integer used,
            @Nullable Integer reserved,
            @Nullable Integer available,
            @Nullable Integer enabledVms,
            @Nullable Integer shortVms,
            String status,
            String reason,
            String message) {
        private static Line of(AccelNetCluster cluster) {
            Optional<AccelNetClusterStatus> status = Optional.ofNullable(cluster.getStatus());
            Optional<ReserveStatus> reserve = status.map(AccelNetClusterStatus::reserve);
            Optional<VmCounts> vms = status.map(AccelNetClusterStatus::virtualMachines);
            Ready ready = Ready.of(
                    cluster,
                    status.map(AccelNetClusterStatus::observedGeneration).orElse(null),
                    status.map(AccelNetClusterStatus::conditions).orElse(List.of()));
            return new Line(
                    cluster.getMetadata().getName(),
                    cluster.getSpec().allIntentNames(),
                    reserve.map(ReserveStatus::nodes).orElse(null),
                    reserve.map(ReserveStatus::nodesDown).orElse(null),
                    reserve.map(ReserveStatus::failuresToTolerate).orElse(null),
                    reserve.map(ReserveStatus::failuresToleratedNow).orElse(null),
                    reserve.map(ReserveStatus::capacity).orElse(null),
                    reserve.map(ReserveStatus::used).orElse(null),
                    reserve.map(ReserveStatus::reserved).orElse(null),
                    reserve.map(ReserveStatus::available).orElse(null),
                    vms.map(VmCounts::admitted).orElse(null),
                    vms.map(ClusterOverview::withoutFunctions).orElse(null),
                    ready.status(),
                    ready.reason(),
                    ready.message());
        }
    }

    /** What the statuses of these clusters say. */
    public static ClusterOverview of(List<AccelNetCluster> clusters) {
        return new ClusterOverview(clusters.stream()
                .map(Line::of)
                .sorted(Comparator.comparing(Line::name))
                .toList());
    }

    static int withoutFunctions(VmCounts counts) {
        return counts.waiting() + counts.refused() + counts.withoutVirtualFunctions();
    }

    /** The names, in the form that all verbs take. */
    public List<String> names() {
        return clusters.stream().map(Line::name).toList();
    }

    /**
     * Writes the table.
     *
     * @param wide whether with messages
     */
    public void print(PrintWriter out, Colours colours, boolean wide) {
        if (clusters.isEmpty()) {
            out.println("There is no AccelNetCluster.");
            return;
        }
        List<String> columns = List.of(
                "CLUSTER",
                "INTENTS",
                "NODES",
                "DOWN",
                "TOLERATED",
                "VFS",
                "USED",
                "RESERVED",
                "AVAILABLE",
                "VMS",
                "SHORT",
                "STATUS",
                "MESSAGE");
        Table table = new Table(
                columns.subList(0, wide ? columns.size() : columns.size() - 1).toArray(String[]::new));
        for (Line line : clusters) {
            table.add(
                    line.name(),
                    String.join(",", line.intents()),
                    cell(line.nodes()),
                    cell(line.nodesDown()),
                    line.failuresToTolerate() == null
                            ? ""
                            : line.failuresToleratedNow() + " of " + line.failuresToTolerate(),
                    cell(line.capacity()),
                    cell(line.used()),
                    cell(line.reserved()),
                    cell(line.available()),
                    cell(line.enabledVms()),
                    cell(line.shortVms()),
                    new Ready(line.status(), line.reason(), line.message()).cell(),
                    line.message());
        }
        table.print(out, colours);
    }

    private static String cell(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }
}
