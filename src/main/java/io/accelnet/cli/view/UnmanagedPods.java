package io.accelnet.cli.view;

import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Table;
import io.accelnet.cli.report.TableText;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pods that have virtual functions which no ledger gives to their VMs.
 *
 * @param pods the pods, by node, namespace and name
 * @param messages what the operator says of it, by cluster
 */
public record UnmanagedPods(List<Pod> pods, SortedMap<String, String> messages) {
    /**
     * A pod.
     *
     * @param node the node on which it has them
     * @param namespace its namespace
     * @param name its name
     * @param requests how many of each resource it has
     * @param accelNetVM the AccelNetVM whose VM it is; null if it is nobody's
     * @param vmNode where that one's virtual functions are by the ledger; null if nowhere
     */
    record Pod(
            String node,
            String namespace,
            String name,
            SortedMap<String, Integer> requests,
            @Nullable String accelNetVM,
            @Nullable String vmNode) {
        private String whose() {
            if (accelNetVM == null) {
                return "no AccelNetVM";
            }
            return "AccelNetVM " + accelNetVM + (vmNode == null ? ", not admitted" : ", whose place is on " + vmNode);
        }
    }

    /** Those that a plan is for. */
    public static UnmanagedPods of(SettledPlan settled) {
        SortedMap<String, String> messages = new TreeMap<>();
        settled.plan()
                .clusters()
                .forEach((name, cluster) -> cluster.conditions().stream()
                        .filter(finding ->
                                finding.type() == ConditionType.PODS_MANAGED && finding.truth() != Truth.TRUE)
                        .map(Finding::message)
                        .forEach(message -> messages.put(name, message)));
        return new UnmanagedPods(
                settled.snapshot().pods().stream()
                        .flatMap(pod -> pod(pod, settled).stream())
                        .sorted(Comparator.comparing(Pod::node)
                                .thenComparing(Pod::namespace)
                                .thenComparing(Pod::name))
                        .toList(),
                messages);
    }

    private static Optional<Pod> pod(PodSnapshot pod, SettledPlan settled) {
        if (!(pod.stage() instanceof Bound bound) || !settled.plan().nodes().containsKey(bound.node())) {
            return Optional.empty();
        }
        Optional<String> place = pod.vm()
                .flatMap(vm -> Optional.ofNullable(settled.plan().vms().get(vm)))
                .flatMap(VmPlan::node);
        return place.equals(Optional.of(bound.node()))
                ? Optional.empty()
                : Optional.of(new Pod(
                        bound.node(),
                        pod.namespace(),
                        pod.name(),
                        new TreeMap<>(pod.requests()),
                        pod.vm().map(Object::toString).orElse(null),
                        place.orElse(null)));
    }

    /** Whether there are none. */
    public boolean allIsWell() {
        return pods.isEmpty() && messages.isEmpty();
    }

    /** Writes it for people. */
    public void print(PrintWriter out, Colours colours) {
        if (pods.isEmpty()) {
            out.println("Whatever virtual functions pods have, a ledger gives them to their VMs.");
        } else {
            Table table = new Table("NODE", "NAMESPACE", "POD", "VIRTUAL FUNCTIONS", "WHOSE");
            pods.forEach(pod -> table.add(
                    pod.node(),
                    pod.namespace(),
                    pod.name(),
                    pod.requests().entrySet().stream()
                            .map(request -> request.getValue() + " of " + request.getKey())
                            .collect(Collectors.joining(", ")),
                    pod.whose()));
            table.print(out, colours);
        }
        messages.forEach((cluster, message) -> {
            out.println();
            TableText.wrap("Cluster " + cluster + ": " + message, "").forEach(out::println);
        });
    }
}
