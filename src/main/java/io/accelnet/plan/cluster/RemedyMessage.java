package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says what would admit a VM that is refused for want of resources. */
final class RemedyMessage {
    /** So many nodes a message names all, so that somebody can do what it says. The command's JSON has all in any case. */
    private static final int ALL_NAMED = 20;

    /** Of more nodes it gives these as examples, so that it stays short. */
    private static final int EXAMPLES = 5;

    private final ClusterView view;
    private final VmSnapshot vm;
    private final Demand demand;

    RemedyMessage(ClusterView view, VmSnapshot vm, Demand demand) {
        this.view = view;
        this.vm = vm;
        this.demand = demand;
    }

    /** Sentences for the end of a message; empty if the VM can only wait. */
    String text(Decision.Refused decision, Optional<Explanation> explanation, Shortfall shortfall) {
        if (decision instanceof Decision.TooManyDown || leavesAdmittedVmsWithout(decision)) {
            return "";
        }
        if (explanation.isEmpty()) {
            return " Too many VMs are refused for different reasons to work out now what would admit this one.";
        }
        if (explanation.get().decision() instanceof Decision.Admitted) {
            return " By now it could be admitted, and will be when the cluster is looked at again.";
        }
        List<String> remedies = new ArrayList<>();
        shortfall
                .nodeReservePercentage()
                .ifPresent(percentage -> remedies.add("a nodeReservePercentage of at most " + percentage));
        shortfall.level().ifPresent(level -> remedies.add("performance " + level.label()));
        shortfall
                .node()
                .ifPresent(node -> remedies.add("another node for the VM"
                        + (vm.isDescribed() ? " (spec.virtualMachine.nodeName)" : "") + ", such as " + node));
        shortfall.addition().ifPresent(addition -> remedies.add(addition(addition)));
        if (remedies.isEmpty()) {
            remedies.add("more nodes that take VMs");
        }
        return " What would admit it: " + String.join(", or ", remedies) + ".";
    }

    /** Whether VMs that are admitted already have no virtual functions: they come first. */
    private static boolean leavesAdmittedVmsWithout(Decision.Refused decision) {
        return decision instanceof Decision.AlreadyViolated violated
                && !violated.withoutFunctions().isEmpty();
    }

    private String addition(Addition addition) {
        int functions = addition.virtualFunctions();
        String where = intent(addition) + where(addition);
        if (addition.onNewPorts()) {
            return "an adapter with " + Phrases.count(functions, "virtual function") + " of performance "
                    + vm.level().label() + where;
        }
        String pairs = Phrases.count(addition.queuePairs(), "more queue pair");
        if (functions == 0) {
            return pairs + where;
        }
        return Phrases.count(functions, "more virtual function")
                + (addition.queuePairs() > 0 ? " with " + pairs : "")
                + where;
    }

    /** Of which intent's adapters, where there are several. */
    private String intent(Addition addition) {
        List<Integer> pools = view.pools().several()
                ? addition.places().stream()
                        .flatMap(place -> pools(place).stream())
                        .distinct()
                        .toList()
                : List.of();
        return pools.size() == 1 ? " of intent " + view.pools().intent(pools.getFirst()) : "";
    }

    /** The pool of a port; of one that isn't there, those that the VM needs and of which the node has none. */
    private List<Integer> pools(Addition.Place place) {
        Optional<NodeSnapshot> node = view.member(place.host());
        List<Integer> there = node.stream()
                .flatMap(found -> found.adapters().stream()
                        .filter(adapter -> Hardware.supply(found, adapter) > 0)
                        .filter(adapter -> place.port().isEmpty()
                                || adapter.name().equals(place.port().get())))
                .flatMap(adapter -> view.pools().of(adapter).stream().boxed())
                .toList();
        return place.port().isPresent()
                ? there
                : IntStream.range(0, demand.ofPools().size())
                        .filter(pool -> demand.ofPool(pool) > 0 && !there.contains(pool))
                        .boxed()
                        .toList();
    }

    private String where(Addition addition) {
        List<Addition.Place> places = addition.places().stream()
                .sorted(Comparator.comparing(Addition.Place::host))
                .toList();
        Set<Optional<String>> adapters = places.stream().map(this::adapter).collect(Collectors.toSet());
        if (places.size() == 1) {
            return " on "
                    + adapter(places.getFirst())
                            .map(name -> "adapter " + name + " of ")
                            .orElse("") + "node " + places.getFirst().host();
        }
        boolean same = adapters.size() == 1;
        List<String> names = places.stream()
                .map(place -> adapter(place)
                        .filter(name -> !same)
                        .map(name -> "adapter " + name + " of " + place.host())
                        .orElse(place.host()))
                .toList();
        return " on "
                + adapter(places.getFirst())
                        .filter(name -> same)
                        .map(name -> "adapter " + name + " of ")
                        .orElse("")
                + "each of " + places.size() + " nodes ("
                + Phrases.list(names, names.size() <= ALL_NAMED ? ALL_NAMED : EXAMPLES) + ")";
    }

    /** Whether it would be the same to add something to this adapter: it is in the same pool. */
    private boolean isOfPool(AdapterSnapshot adapter, Addition.Place place) {
        OptionalInt pool = view.pools().of(adapter);
        return pool.isPresent()
                && view.member(place.host()).stream()
                        .flatMap(node -> node.adapters().stream())
                        .filter(other ->
                                place.port().filter(other.name()::equals).isPresent())
                        .allMatch(other -> view.pools().of(other).equals(pool));
    }

    /** The adapter to which something must be added, unless any of the node's will do. */
    private Optional<String> adapter(Addition.Place place) {
        List<AdapterSnapshot> adapters = view.member(place.host()).stream()
                .flatMap(node -> node.adapters().stream())
                .filter(adapter -> isOfPool(adapter, place))
                .toList();
        boolean alike = adapters.stream()
                        .allMatch(adapter -> adapter.queuePairs().isEmpty()
                                && adapter.maxQueuePairsPerFunction()
                                        .equals(adapters.getFirst().maxQueuePairsPerFunction()))
                || adapters.size() == 1;
        return place.port().filter(port -> !alike);
    }
}
