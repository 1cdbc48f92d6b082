package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what would admit a VM that is refused for want of resources. */
final class RemedyMessage {
    /** So many nodes a message names all, so that somebody can do what it says. The command's JSON has all in any case. */
    private static final int ALL_NAMED = 20;

    /** Of more nodes it gives these as examples, so that it stays short. */
    private static final int EXAMPLES = 5;

    private final ClusterView view;
    private final VmSnapshot vm;

    RemedyMessage(ClusterView view, VmSnapshot vm) {
        this.view = view;
        this.vm = vm;
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
        if (!shortfall.additions().isEmpty()) {
            remedies.add(additions(shortfall.additions()));
        }
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

    /** All of them together. */
    private String additions(List<Shortfall.IntentAddition> additions) {
        List<String> places = additions.stream()
                .map(found -> where(found.addition()))
                .distinct()
                .toList();
        return places.size() == 1
                ? additions.stream().map(this::amount).collect(Collectors.joining(" and ")) + places.getFirst()
                : additions.stream()
                        .map(found -> amount(found) + where(found.addition()))
                        .collect(Collectors.joining(" and "));
    }

    private String amount(Shortfall.IntentAddition found) {
        Addition addition = found.addition();
        String intent = found.intent().map(name -> " of intent " + name).orElse("");
        int functions = addition.virtualFunctions();
        if (addition.onNewPorts()) {
            return "an adapter with " + Phrases.count(functions, "virtual function") + " of performance "
                    + vm.level().label() + intent;
        }
        String pairs = Phrases.count(addition.queuePairs(), "more queue pair");
        if (functions == 0) {
            return pairs + intent;
        }
        return Phrases.count(functions, "more virtual function")
                + (addition.queuePairs() > 0 ? " with " + pairs : "")
                + intent;
    }

    private String where(Addition addition) {
        NavigableMap<String, Optional<String>> adapters = new TreeMap<>();
        for (String host : addition.hosts()) {
            adapters.put(host, adapters(addition, host));
        }
        if (adapters.size() == 1) {
            Map.Entry<String, Optional<String>> only = adapters.firstEntry();
            return " on " + only.getValue().map(words -> words + " of ").orElse("") + "node " + only.getKey();
        }
        boolean same = Set.copyOf(adapters.values()).size() == 1;
        List<String> names = adapters.entrySet().stream()
                .map(host -> host.getValue()
                                .filter(words -> !same)
                                .map(words -> words + " of ")
                                .orElse("")
                        + host.getKey())
                .toList();
        return " on "
                + adapters.firstEntry()
                        .getValue()
                        .filter(words -> same)
                        .map(words -> words + " of ")
                        .orElse("")
                + "each of " + names.size() + " nodes ("
                + Phrases.list(names, names.size() <= ALL_NAMED ? ALL_NAMED : EXAMPLES) + ")";
    }

    /** The host's adapters to which something must be added, unless any of the host's will do. */
    private Optional<String> adapters(Addition addition, String host) {
        List<Addition.Place> places = addition.places().stream()
                .filter(place -> place.host().equals(host))
                .toList();
        return places.size() == 1
                ? adapter(places.getFirst()).map(name -> "adapter " + name)
                : Optional.of("each of adapters "
                        + Phrases.list(places.stream()
                                .flatMap(place -> place.port().stream())
                                .sorted()
                                .toList()));
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
