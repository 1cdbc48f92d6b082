package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks whether each network adapter of a VM belongs to an intent of its cluster. */
final class IntentCheck {
    private final ClusterView view;

    IntentCheck(ClusterView view) {
        this.view = view;
    }

    /** What is wrong with the intents that the VM names; empty if nothing is. */
    Optional<Finding> failure(VmSnapshot vm) {
        Map<String, String> intents = view.asked(vm);
        if (intents.isEmpty()) {
            return Optional.empty();
        }
        List<String> foreign = vm.facts().map(VmFacts::networkAdapters).orElse(List.of()).stream()
                .filter(name -> intents.containsKey(name)
                        && view.pools().of(intents.getOrDefault(name, "")).isEmpty())
                .toList();
        return foreign.stream().findFirst().map(first -> {
            String intent = intents.getOrDefault(first, "");
            boolean exists = view.existingIntents().contains(intent);
            return Finding.fails(
                    ConditionType.NETWORK_ADAPTERS_FOUND,
                    exists ? Reason.INTENT_NOT_IN_CLUSTER : Reason.INTENT_NOT_FOUND,
                    (exists
                                    ? "Cluster " + vm.cluster() + " doesn't use intent " + intent
                                    : "Intent validation: Failed. Intent " + intent + " not found")
                            + ", which "
                            + Phrases.count(foreign.size(), "network adapter") + " of the VM ("
                            + Phrases.list(foreign.stream()
                                    .map(name -> name + ": " + intents.getOrDefault(name, ""))
                                    .toList())
                            + ") "
                            + Phrases.agree(foreign.size(), "names", "name")
                            + ". Name one that it uses ("
                            + Phrases.list(view.pools().intents())
                            + ") in spec.virtualMachine.adapterIntents, or ask the cluster's administrator to add it to"
                            + " spec.additionalIntentNames.");
        });
    }
}
