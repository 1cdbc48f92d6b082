package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        String where = where(addition);
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

    /** The adapter to which something must be added, unless any of the node's will do. */
    private Optional<String> adapter(Addition.Place place) {
        List<AdapterSnapshot> adapters = view.member(place.host()).stream()
                .flatMap(node -> node.adapters().stream())
                .filter(adapter -> view.pools().contains(adapter))
                .toList();
        boolean alike = adapters.stream()
                        .allMatch(adapter -> adapter.queuePairs().isEmpty()
                                && adapter.maxQueuePairsPerFunction()
                                        .equals(adapters.getFirst().maxQueuePairsPerFunction()))
                || adapters.size() == 1;
        return place.port().filter(port -> !alike);
    }
}
