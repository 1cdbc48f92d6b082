package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Reserve;
import io.accelnet.plan.reserve.Verdict;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The members that give nothing for a time, as they are down, in maintenance, or leaving, and the links that are down. It tells whether what is refused now would be
 * granted with them. If so the VM, or the cluster, only has to wait for them ({@code Reconciling}), and the message names them; if
 * not, a user has to change something ({@code Stalled}).
 *
 * <p>It is made for the ledgers as they are then, and mustn't be used before they are final.
 */
final class AbsentNodes {
    /** What becomes of them. */
    private enum Return {
        /** The VMs that are about to start or to migrate have done so, and keep nothing for a choice of nodes any more. */
        BOUND(false, false, false),
        /** Those in maintenance are back, and those that are leaving and have time stay. */
        IN_USE(false, true, false),
        /** Those that are down are up, and links. */
        UP(true, false, false),
        /** Both. */
        ALL(true, true, false),
        /** Those that are leaving have left, where nothing but time keeps them. */
        LEFT(false, false, true),
        /** That, and all others are back. */
        LEFT_OR_BACK(true, true, true);

        private final boolean up;
        private final boolean inUse;
        private final boolean left;

        Return(boolean up, boolean inUse, boolean left) {
            this.up = up;
            this.inUse = inUse;
            this.left = left;
        }
    }

    /**
     * Nodes for want of which something is refused.
     *
     * @param inMaintenance those in maintenance
     * @param leaving those that are leaving
     * @param down those that are down
     * @param links adapters whose link is down, each after its node and a slash
     * @param starting VMs that keep room on several nodes, since they may start or migrate to any of them
     * @param left whether it is granted once those that are leaving have left, and not if they stay
     */
    record Lack(
            List<String> inMaintenance,
            List<String> leaving,
            List<String> down,
            List<String> links,
            List<String> starting,
            boolean left) {
        /** Such as "node-1 is in maintenance and node-2 is down", for whoever may know of all VMs. */
        String words() {
            return words(Phrases.list(starting));
        }

        /** The same for whoever may know of the VMs of one namespace only. */
        String wordsFor(String namespace) {
            List<String> own = starting.stream()
                    .filter(vm -> vm.startsWith(namespace + "/"))
                    .toList();
            int others = starting.size() - own.size();
            return words(Stream.of(
                            Phrases.list(own),
                            others == 0
                                    ? ""
                                    : Phrases.count(others, "VM")
                                            + Phrases.agree(others, " of another namespace", " of other namespaces"))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" and ")));
        }

        private String words(String vms) {
            List<String> parts = new ArrayList<>();
            add(parts, inMaintenance, "in maintenance");
            add(parts, leaving, "leaving the cluster");
            add(parts, down, "down");
            add(parts, links, "without a link");
            if (!starting.isEmpty()) {
                parts.add(vms + Phrases.agree(starting.size(), " is", " are") + " about to start or to migrate");
            }
            return String.join(" and ", parts);
        }

        /** What ends it, such as "these nodes are back". */
        String ending() {
            String ofLinks = links.isEmpty() ? "" : links.size() == 1 ? "the link is up" : "the links are up";
            int nodes = inMaintenance.size() + leaving.size() + down.size();
            String ofNodes = nodes == 0
                    ? ""
                    : (nodes == 1 ? "this node " : "these nodes ")
                            + Phrases.agree(nodes, left ? "has left" : "is back", left ? "have left" : "are back");
            String ofVms = starting.isEmpty()
                    ? ""
                    : "it is known where " + Phrases.list(starting) + Phrases.agree(starting.size(), " runs", " run");
            return Stream.of(ofNodes, ofLinks, ofVms)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" and "));
        }

        /** Whether nothing but links is the matter. */
        boolean isOfLinks() {
            return isOutage() && down.isEmpty();
        }

        /** Whether nothing but nodes and links that are down is the matter. */
        boolean isOutage() {
            return inMaintenance.isEmpty() && leaving.isEmpty() && starting.isEmpty();
        }

        private static void add(List<String> parts, List<String> nodes, String what) {
            if (!nodes.isEmpty()) {
                parts.add(Phrases.list(nodes) + (nodes.size() == 1 ? " is " : " are ") + what);
            }
        }
    }

    /**
     * The cluster with some of them.
     *
     * @param which of them
     * @param fleet its fleet. Displaced VMs that wait for room have got it, as far as there is some
     * @param unplaced those for which there is none
     * @param refused what new VMs asked for and are refused
     */
    private record Variant(Return which, Reserve fleet, Set<String> unplaced, Set<Query> refused) {
        /** Whether a new VM is admitted to it, and then it has what it asks for. Who asks for what was refused is refused. */
        boolean takes(String vm, Query query) {
            if (refused.contains(query)) {
                return false;
            }
            boolean admitted = fleet.admit(vm, query.demand(), query.node()) instanceof Decision.Admitted;
            if (!admitted) {
                refused.add(query);
            }
            return admitted;
        }
    }

    private record Query(Demand demand, Optional<String> node) {}

    /** The name of a VM that is admitted to a fleet only to see whether it would be. */
    private static final String PROBE = "probe";

    private final PlanContext context;
    private final ClusterView view;
    private final Map<Return, Variant> variants = new EnumMap<>(Return.class);
    private final Map<Query, Optional<Lack>> answers = new HashMap<>();
    private final Map<VmId, Optional<Lack>> ofNewVms = new HashMap<>();
    private final Set<String> leavingByTime;
    private final List<String> inMaintenance;
    private final List<String> leaving;
    private final List<String> down;
    private final List<String> links;
    private final List<String> starting;
    /** All of them; empty if there are none. */
    private final Optional<Return> all;

    AbsentNodes(PlanContext context) {
        this.context = context;
        this.view = context.view();
        this.leavingByTime = view.leavingByTime();
        this.inMaintenance = inMaintenance();
        this.leaving = leaving();
        this.down = view.downNodes();
        this.links = links();
        this.starting = context.open().pods().stream()
                .map(pod -> pod.vm().map(VmId::toString).orElse(pod.key()))
                .distinct()
                .toList();
        boolean anyDown = !down.isEmpty() || !links.isEmpty();
        boolean anyUnused = view.members().keySet().stream().anyMatch(this::isUnused);
        this.all = anyUnused
                ? Optional.of(anyDown ? Return.ALL : Return.IN_USE)
                : Optional.of(Return.UP).filter(any -> anyDown);
    }

    /**
     * For want of which nodes a new VM is refused; empty if it would be refused with all of them. It is asked in the order in which VMs are
     * served: with these nodes, those before it that are refused now would get theirs first.
     */
    Optional<Lack> refusing(VmSnapshot vm, Demand demand, Optional<String> node) {
        Optional<Lack> known = ofNewVms.get(vm.id());
        if (known == null) {
            Query query = new Query(demand, node);
            Set<Return> granting = asked().filter(which -> variant(which).takes(PlanContext.key(vm), query))
                    .collect(Collectors.toSet());
            known = lack(variant -> granting.contains(variant.which()));
            ofNewVms.put(vm.id(), known);
        }
        return known;
    }

    /** All that may be asked about. */
    private Stream<Return> asked() {
        return Stream.of(Return.values()).filter(which -> switch (which) {
            case BOUND -> !starting.isEmpty();
            case LEFT, LEFT_OR_BACK -> !leavingByTime.isEmpty();
            case ALL -> all.equals(Optional.of(Return.ALL));
            case IN_USE, UP -> all.isPresent() && (all.get() == Return.ALL || all.get() == which);
        });
    }

    /** For want of which nodes a VM that has something can't have this instead; empty if it couldn't with all of them. */
    Optional<Lack> refusing(Demand demand, Optional<String> node) {
        Query query = new Query(demand, node);
        Optional<Lack> known = answers.get(query);
        if (known == null) {
            known = lack(variant -> admits(variant.fleet(), query));
            answers.put(query, known);
        }
        return known;
    }

    /** For want of which nodes a VM can't have this instead of its assignment, on its node. */
    Optional<Lack> refusingChange(VmSnapshot vm, Assignment assignment, Demand demand) {
        return lack(variant -> changes(variant, vm, assignment, demand));
    }

    /** For want of which nodes none of these has so many virtual functions free, whatever the reserve says. */
    Optional<Lack> withoutRoom(Demand demand, Collection<String> nodes) {
        return lack(variant -> nodes.stream()
                .anyMatch(node -> variant.fleet().roomOn(node, demand).isPresent()));
    }

    /** For want of which nodes there is no room for a displaced VM. */
    Optional<Lack> leavingWithout(VmSnapshot vm) {
        return lack(variant -> !variant.unplaced().contains(PlanContext.key(vm)));
    }

    /** For want of which nodes the cluster's reserve doesn't hold. */
    Optional<Lack> breakingReserve() {
        return lack(variant -> variant.fleet().verdict() instanceof Verdict.Holds);
    }

    /** What a refusal waits for: the nodes, if they would end it, else a change by the user. */
    static Progress progress(Optional<Lack> lack) {
        return lack.isPresent() ? Progress.RECONCILING : Progress.STALLED;
    }

    /** No cluster of these has what starting VMs keep: it is over soon, so it is asked for first. */
    private Optional<Lack> lack(Predicate<Variant> granted) {
        if (!starting.isEmpty() && granted.test(variant(Return.BOUND))) {
            return Optional.of(new Lack(List.of(), List.of(), List.of(), List.of(), starting, false));
        }
        return all.flatMap(
                most -> granted.test(variant(most)) ? Optional.of(least(most, granted)) : onceTheyHaveLeft(granted));
    }

    /** The fewest kinds of nodes with which it is granted. What isn't granted with all of them isn't with some. */
    private Lack least(Return most, Predicate<Variant> granted) {
        if (most == Return.ALL && granted.test(variant(Return.IN_USE))) {
            return lack(Return.IN_USE);
        }
        return lack(most == Return.ALL && granted.test(variant(Return.UP)) ? Return.UP : most);
    }

    /** A member less can be a failure less to survive. */
    private Optional<Lack> onceTheyHaveLeft(Predicate<Variant> granted) {
        if (leavingByTime.isEmpty()) {
            return Optional.empty();
        }
        return Stream.of(Return.LEFT, Return.LEFT_OR_BACK)
                .filter(which -> granted.test(variant(which)))
                .findFirst()
                .map(this::lack);
    }

    private Lack lack(Return which) {
        return new Lack(
                which.inUse ? inMaintenance : List.of(),
                which.inUse || which.left ? leaving : List.of(),
                which.up ? down : List.of(),
                which.up ? links : List.of(),
                starting,
                which.left);
    }

    /** Also one that is down: it would give nothing if it were only up. */
    private boolean isUnused(String node) {
        return view.isCordoned(node)
                || view.membership()
                        .leaving(node)
                        .filter(leaving -> !leaving.overdue())
                        .isPresent();
    }

    /** Those of the members that are up. One that is in maintenance and down is down. */
    private List<String> inMaintenance() {
        return view.members().keySet().stream()
                .filter(node -> view.isCordoned(node) && !view.isDown(node))
                .toList();
    }

    private List<String> links() {
        return view.linksDown().entrySet().stream()
                .flatMap(node -> node.getValue().stream().map(adapter -> node.getKey() + "/" + adapter))
                .toList();
    }

    private List<String> leaving() {
        return view.leaving().entrySet().stream()
                .filter(each -> !each.getValue().overdue() && !view.isDown(each.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Variant variant(Return which) {
        return variants.computeIfAbsent(which, this::build);
    }

    private Variant build(Return which) {
        Reserve fleet = context.fleets().empty(which.up, which.inUse, which.left ? leavingByTime : Set.of());
        for (VmSnapshot vm : context.vms()) {
            context.assignment(vm).ifPresent(found -> context.hold(fleet, vm, found, which.up));
        }
        List<Displaced> waiting = context.waitingForRoom();
        return new Variant(
                which,
                fleet,
                waiting.isEmpty() ? Set.of() : Set.copyOf(fleet.recover(waiting).unplaced()),
                new HashSet<>());
    }

    private static boolean admits(Reserve fleet, Query query) {
        boolean admitted = fleet.admit(PROBE, query.demand(), query.node()) instanceof Decision.Admitted;
        fleet.release(PROBE);
        return admitted;
    }

    private boolean changes(Variant variant, VmSnapshot vm, Assignment assignment, Demand demand) {
        Reserve fleet = variant.fleet();
        boolean changes = fleet.change(PlanContext.key(vm), demand) instanceof Decision.Admitted;
        if (changes) {
            fleet.release(PlanContext.key(vm));
            context.hold(fleet, vm, assignment, variant.which().up);
        }
        return changes;
    }
}
