package io.accelnet.cli.scenario;

import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.NodePlan.AdapterPlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is different for whom.
 *
 * @param differences each VM for which something is, by name
 * @param unchanged how many VMs have what they had
 * @param clusters what is different about clusters, by name
 */
public record Comparison(List<Difference> differences, int unchanged, List<ClusterDifference> clusters) {
    private static final String CLUSTER = "cluster";

    /** What is different for a VM. */
    public enum Kind {
        /** It has virtual functions, and had none. */
        ADMITTED("admitted"),
        /** It has them on another node. */
        MOVED("moved"),
        /** It has others than it had, on the same node. */
        CHANGED("changed"),
        /** It had them, or is new, and has none. */
        REFUSED("refused"),
        /** It had them and keeps the promise only; or keeps them on a node that fails. */
        WITHOUT("left without"),
        /** It has what it had; what it asks for now it can't have. */
        KEPT("kept as it was"),
        /** It isn't there any more. */
        REMOVED("removed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As people read it. */
        public String word() {
            return word;
        }
    }

    /**
     * What is different for one VM.
     *
     * @param vm the VM
     * @param kind what is
     * @param before what was planned for it
     * @param after what is planned for it
     */
    public record Difference(VmId vm, Kind kind, Optional<VmPlan> before, Optional<VmPlan> after) {}

    /**
     * What is different about a cluster.
     *
     * @param cluster its name
     * @param what a number of its reserve, as in its status; the type of a condition; or "cluster", if it is new or gone
     * @param before the number, or the condition's reason; empty if there was none
     * @param after the same
     */
    public record ClusterDifference(String cluster, String what, String before, String after) {}

    /** The differences between two plans. */
    public static Comparison between(Plan before, Plan after) {
        return between(before, after, Set.of());
    }

    /**
     * The differences that a failure makes.
     *
     * @param failed the nodes that fail. Who is still planned on one of them afterwards doesn't fail over, and is without virtual functions
     *     in truth
     */
    public static Comparison between(Plan before, Plan after, Set<String> failed) {
        List<Difference> differences = new ArrayList<>();
        int unchanged = 0;
        for (Map.Entry<VmId, VmPlan> each : after.vms().entrySet()) {
            Optional<VmPlan> was = Optional.ofNullable(before.vms().get(each.getKey()));
            Optional<Kind> kind =
                    each.getValue().node().filter(failed::contains).isPresent()
                            ? Optional.of(Kind.WITHOUT)
                            : kind(was, each.getValue(), after);
            kind.ifPresent(
                    found -> differences.add(new Difference(each.getKey(), found, was, Optional.of(each.getValue()))));
            unchanged += kind.isPresent() ? 0 : 1;
        }
        for (Map.Entry<VmId, VmPlan> each : before.vms().entrySet()) {
            @Nullable VmPlan still = after.vms().get(each.getKey());
            if (still == null) {
                differences.add(
                        new Difference(each.getKey(), Kind.REMOVED, Optional.of(each.getValue()), Optional.empty()));
            }
        }
        differences.sort(Comparator.comparing(Difference::vm));
        return new Comparison(List.copyOf(differences), unchanged, clusters(before.clusters(), after.clusters()));
    }

    private static List<ClusterDifference> clusters(Map<String, ClusterPlan> before, Map<String, ClusterPlan> after) {
        List<ClusterDifference> differences = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Optional<ClusterPlan> was = Optional.ofNullable(before.get(name));
            Optional<ClusterPlan> is = Optional.ofNullable(after.get(name));
            if (was.isEmpty() || is.isEmpty()) {
                differences.add(new ClusterDifference(
                        name, CLUSTER, was.isEmpty() ? "" : "there", is.isEmpty() ? "" : "there"));
            }
            Map<String, String> now = is.map(Comparison::facts).orElse(Map.of());
            Map<String, String> then = was.map(Comparison::facts).orElse(Map.of());
            Stream.concat(now.keySet().stream(), then.keySet().stream())
                    .distinct()
                    .filter(what -> was.isPresent() && is.isPresent())
                    .map(what ->
                            new ClusterDifference(name, what, then.getOrDefault(what, ""), now.getOrDefault(what, "")))
                    .filter(difference -> !difference.before().equals(difference.after()))
                    .forEach(differences::add);
        }
        return List.copyOf(differences);
    }

    /** What there is to compare of a cluster: the reserve's size, and each condition but the summaries. */
    private static Map<String, String> facts(ClusterPlan cluster) {
        Map<String, String> facts = new LinkedHashMap<>();
        cluster.reserve().ifPresent(sums -> {
            facts.put("nodes", String.valueOf(sums.nodes()));
            facts.put("failuresToTolerate", String.valueOf(sums.failuresToTolerate()));
        });
        for (Finding finding : cluster.conditions()) {
            switch (finding.type()) {
                case READY, RECONCILING, STALLED -> {}
                default -> facts.put(finding.type().wire(), finding.reason().wire());
            }
        }
        return facts;
    }

    private static Optional<Kind> kind(Optional<VmPlan> was, VmPlan now, Plan after) {
        VmState state = VmState.of(now);
        boolean had = was.flatMap(VmPlan::node).isPresent();
        if (was.isPresent() && VmState.of(was.get()) == state && same(was.get(), now, after)) {
            return Optional.empty();
        }
        return switch (state) {
            case WITHOUT -> Optional.of(Kind.WITHOUT);
            case REFUSED, WAITING ->
                was.isPresent() && !had && VmState.of(was.get()) != VmState.WITHOUT
                        ? Optional.empty()
                        : Optional.of(Kind.REFUSED);
            case ADMITTED, KEPT -> {
                if (!had) {
                    yield Optional.of(Kind.ADMITTED);
                }
                if (!was.flatMap(VmPlan::node).equals(now.node())) {
                    yield Optional.of(Kind.MOVED);
                }
                yield Optional.of(
                        same(was.orElseThrow(), now, after) && state == VmState.KEPT ? Kind.KEPT : Kind.CHANGED);
            }
        };
    }

    private static boolean same(VmPlan was, VmPlan now, Plan after) {
        return was.node().equals(now.node())
                && was.level().equals(now.level())
                && underPresentNames(was, after)
                        .equals(now.functions().stream()
                                .map(HeldFunction::withoutAddress)
                                .toList());
    }

    /** What a VM had, by the names that the ports have afterwards: a port that was only renamed is the same port. */
    private static List<HeldFunction> underPresentNames(VmPlan was, Plan after) {
        List<AdapterPlan> ports = was.node()
                .flatMap(node -> Optional.ofNullable(after.nodes().get(node)))
                .map(NodePlan::adapters)
                .orElse(List.of());
        return was.functions().stream()
                .map(held -> held.on(presentName(held.adapter(), ports)).withoutAddress())
                .toList();
    }

    private static String presentName(String name, List<AdapterPlan> ports) {
        boolean present = ports.stream().anyMatch(port -> IntentAdapters.same(port.name(), name));
        return present
                ? name
                : ports.stream()
                        .filter(port -> port.altNames().stream().anyMatch(other -> IntentAdapters.same(other, name)))
                        .map(AdapterPlan::name)
                        .findFirst()
                        .orElse(name);
    }

    /** How many VMs there are of which this is different. */
    public long count(Kind kind) {
        return differences.stream().filter(each -> each.kind() == kind).count();
    }
}
