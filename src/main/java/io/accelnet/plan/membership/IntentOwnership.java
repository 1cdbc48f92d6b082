package io.accelnet.plan.membership;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan.IntentPlan;
import io.accelnet.plan.outcome.Readiness;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which intent has which adapter and which type. An adapter belongs to one intent. The types Management, Storage and Stretch
 * belong to one intent each; any number of intents have Compute. Of two intents that name the same, the older keeps it.
 */
public final class IntentOwnership {
    private static final Set<IntentType> SINGULAR =
            EnumSet.of(IntentType.MANAGEMENT, IntentType.STORAGE, IntentType.STRETCH);

    /** For each name in an intent: the other names in intents that some port has too, and the first node with such a port. */
    private final Map<String, Map<String, String>> otherNames = new HashMap<>();

    private final Map<String, String> ownerOfAdapter = new HashMap<>();
    private final Map<IntentType, String> ownerOfType = new EnumMap<>(IntentType.class);
    private final Map<String, IntentAdapters> granted = new HashMap<>();
    private final Map<String, String> resources = new HashMap<>();
    private final Map<String, IntentPlan> plans = new TreeMap<>();

    private final List<NodeSnapshot> nodes;
    private final Map<String, KubernetesNode> kubernetesNodes;

    /**
     * Decides for these intents.
     *
     * @param nodes whose ports may have other names, by which two intents may name one port
     * @param kubernetesNodes by name, what the Kubernetes Nodes hand out
     */
    public IntentOwnership(
            List<IntentSnapshot> intents, List<NodeSnapshot> nodes, Map<String, KubernetesNode> kubernetesNodes) {
        this.nodes = nodes;
        this.kubernetesNodes = kubernetesNodes;
        Set<String> named = intents.stream()
                .flatMap(intent -> intent.adapters().stream())
                .map(IntentAdapters::key)
                .collect(Collectors.toSet());
        nodes.stream()
                .sorted(Comparator.comparing(NodeSnapshot::name))
                .forEach(node -> node.adapters().forEach(adapter -> noteOtherNames(node, adapter, named)));
        intents.stream()
                .sorted(Comparator.comparing(IntentSnapshot::created).thenComparing(IntentSnapshot::name))
                .forEach(this::settle);
    }

    /** What the intent of this name has; empty if the intent doesn't exist. */
    public Optional<IntentAdapters> adaptersOf(String intent) {
        return Optional.ofNullable(granted.get(intent));
    }

    /** The extended resource that the intent of this name names; empty if it names none, or doesn't exist. */
    public Optional<String> resourceOf(String intent) {
        return Optional.ofNullable(resources.get(intent));
    }

    /** What was decided for each intent, by name. */
    public Map<String, IntentPlan> plans() {
        return plans;
    }

    private void noteOtherNames(NodeSnapshot node, AdapterSnapshot adapter, Set<String> named) {
        if (adapter.altNames().isEmpty()) {
            return;
        }
        List<String> names = Stream.concat(Stream.of(adapter.name()), adapter.altNames().stream())
                .map(IntentAdapters::key)
                .filter(named::contains)
                .distinct()
                .toList();
        for (String name : names) {
            for (String other : names) {
                if (!other.equals(name)) {
                    otherNames.computeIfAbsent(name, key -> new TreeMap<>()).putIfAbsent(other, node.name());
                }
            }
        }
    }

    private void settle(IntentSnapshot intent) {
        List<String> adapters = new ArrayList<>();
        List<String> adapterConflicts = new ArrayList<>();
        for (String adapter : intent.adapters()) {
            String owner = ownerOfAdapter.computeIfAbsent(IntentAdapters.key(adapter), key -> intent.name());
            if (owner.equals(intent.name())) {
                adapters.add(adapter);
            } else {
                adapterConflicts.add("adapter " + adapter + " belongs to intent " + owner);
            }
        }
        Set<IntentType> types = EnumSet.noneOf(IntentType.class);
        List<String> typeConflicts = new ArrayList<>();
        for (IntentType type : IntentType.values()) {
            if (!intent.types().contains(type)) {
                continue;
            }
            String owner =
                    SINGULAR.contains(type) ? ownerOfType.computeIfAbsent(type, key -> intent.name()) : intent.name();
            if (owner.equals(intent.name())) {
                types.add(type);
            } else {
                typeConflicts.add("type " + type.label() + " belongs to intent " + owner);
            }
        }
        IntentAdapters its = new IntentAdapters(types, adapters);
        granted.put(intent.name(), its);
        intent.resourceName().ifPresent(resource -> resources.put(intent.name(), resource));
        plans.put(
                intent.name(),
                new IntentPlan(
                        types(intent),
                        Phrases.list(intent.adapters()),
                        adapters,
                        conditions(
                                exclusive(adapterConflicts, typeConflicts, otherNames(intent, adapters)),
                                intent,
                                its)));
    }

    /**
     * Where an older intent has a port by another of its names. That takes nothing away: a fact of one node is no reason to take an
     * adapter from an intent on all of them, and each virtual function is given once, whatever its port is called.
     */
    private List<String> otherNames(IntentSnapshot intent, List<String> adapters) {
        List<String> found = new ArrayList<>();
        for (String adapter : adapters) {
            otherNames.getOrDefault(IntentAdapters.key(adapter), Map.of()).forEach((name, node) -> {
                String owner = ownerOfAdapter.getOrDefault(name, intent.name());
                if (!owner.equals(intent.name())) {
                    found.add("adapter " + adapter + " is " + name + " of intent " + owner + " on node " + node);
                }
            });
        }
        return found;
    }

    private static String types(IntentSnapshot intent) {
        return Phrases.list(
                intent.types().stream().sorted().map(IntentType::label).toList());
    }

    private List<Finding> conditions(Finding exclusive, IntentSnapshot intent, IntentAdapters adapters) {
        List<Finding> all = new ArrayList<>(List.of(exclusive));
        Optional<Finding> provided = ResourceProvided.check(intent, adapters, nodes, kubernetesNodes);
        Optional<Finding> gated = StartsGated.check(intent);
        provided.ifPresent(all::add);
        gated.ifPresent(all::add);
        List<Finding> relevant = new ArrayList<>(all);
        if (!StartsGated.countsFor(intent)) {
            gated.ifPresent(relevant::remove);
        }
        // A host that hands the resource out may come without a change by the user.
        boolean fails = relevant.stream()
                .anyMatch(finding -> finding.truth() == Truth.FALSE && finding.reason() != Reason.RESOURCE_NOT_FOUND);
        return Readiness.summarise(
                all, relevant, fails ? Progress.STALLED : Progress.RECONCILING, "The intent has all its adapters.");
    }

    private static Finding exclusive(
            List<String> adapterConflicts, List<String> typeConflicts, List<String> otherNames) {
        ConditionType type = ConditionType.EXCLUSIVE;
        if (adapterConflicts.isEmpty() && typeConflicts.isEmpty()) {
            return otherNames.isEmpty()
                    ? Finding.holds(type, Reason.PASSED, "No older intent keeps an adapter or a type.")
                    : Finding.fails(
                            type,
                            Reason.ADAPTER_CONFLICT,
                            "An older intent names the same adapter by another name: " + Phrases.list(otherNames)
                                    + ". Remove it from the spec of one of the two, or correct the altNames of the AccelNetNode.");
        }
        List<String> conflicts = new ArrayList<>(adapterConflicts);
        conflicts.addAll(typeConflicts);
        return Finding.fails(
                type,
                adapterConflicts.isEmpty() ? Reason.TYPE_CONFLICT : Reason.ADAPTER_CONFLICT,
                "An older intent keeps what this one names too: " + Phrases.list(conflicts)
                        + ". Remove it from the spec of one of the two.");
    }
}
