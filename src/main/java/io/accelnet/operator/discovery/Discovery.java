package io.accelnet.operator.discovery;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.operator.discovery.DiscoveredHost.Source;
import io.accelnet.operator.gather.Intents;
import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.sriov.FunctionAddresses;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.plan.snapshot.GateState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides which AccelNetNodes are made, changed and deleted. A pure function of the objects and the time. */
final class Discovery {
    /** How long a Node is gone before the AccelNetNode that was made for it goes too: longer than a repair that makes it anew. */
    static final Duration FAREWELL = Duration.ofHours(1);

    /** When it is looked again whether a ledger is empty by now, and no pod is left. */
    private static final Duration LEDGER_LOOK = Duration.ofMinutes(1);

    /**
     * What is to be done.
     *
     * @param applied what is to be applied
     * @param deleted what is to be deleted
     * @param again when time alone gives something to do; empty if it doesn't
     */
    record Wanted(List<Apply> applied, List<AccelNetNode> deleted, Optional<Instant> again) {}

    /**
     * Something to be applied.
     *
     * @param existing the AccelNetNode that this was decided from; empty if there is none
     * @param fields what is applied
     */
    record Apply(Optional<AccelNetNode> existing, AppliedFields fields) {
        String name() {
            return fields.fields().path("metadata").path("name").asText();
        }
    }

    private final HostReader reader;
    private final Hosts seen;
    private final Instant now;
    private final Map<String, SriovNetworkNodeState> states;
    private final Map<String, List<NodeFeature>> features;
    private final List<Apply> applied = new ArrayList<>();
    private final List<AccelNetNode> deleted = new ArrayList<>();
    private Optional<Instant> again = Optional.empty();

    private Discovery(DiscoverySettings settings, Hosts seen, Instant now) {
        this.reader = new HostReader(
                settings,
                seen.intents().stream()
                        .map(intent -> Intents.read(intent, GateState.OFF))
                        .toList());
        this.seen = seen;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.states = FunctionAddresses.byNode(seen.told().states().objects());
        this.features = seen.told().features().objects().stream()
                .sorted(Comparator.comparing((NodeFeature feature) ->
                                !feature.getMetadata().getName().equals(feature.node()))
                        .thenComparing(feature ->
                                Objects.requireNonNullElse(feature.getMetadata().getNamespace(), ""))
                        .thenComparing(feature -> feature.getMetadata().getName()))
                .collect(Collectors.groupingBy(NodeFeature::node));
    }

    /** What is to be done about these hosts at this time. */
    static Wanted decide(DiscoverySettings settings, Hosts seen, Instant now) {
        return new Discovery(settings, seen, now).decide();
    }

    private Wanted decide() {
        Map<String, AccelNetNode> existing = byName(seen.accelNetNodes());
        for (Node node : byName(seen.nodes()).values()) {
            String name = node.getMetadata().getName();
            present(node, Optional.ofNullable(existing.remove(name)));
        }
        existing.values().stream()
                .sorted(Comparator.comparing(node -> node.getMetadata().getName()))
                .forEach(this::gone);
        return new Wanted(applied, deleted, again);
    }

    private static <T extends HasMetadata> Map<String, T> byName(Collection<T> objects) {
        Map<String, T> byName = HashMap.newHashMap(objects.size());
        objects.forEach(object -> byName.put(object.getMetadata().getName(), object));
        return byName;
    }

    private void present(Node node, Optional<AccelNetNode> existing) {
        if (existing.filter(Discovery::isExternal).isPresent()) {
            return;
        }
        String name = node.getMetadata().getName();
        Optional<SriovNetworkNodeState> state = Optional.ofNullable(states.get(name));
        Optional<Source> before =
                existing.flatMap(found -> HostReader.source(annotation(found, AppliedFields.DISCOVERED_FROM)));
        Optional<DiscoveredHost> host = reader.read(node, state, features.getOrDefault(name, List.of()), before);
        if (existing.isEmpty()) {
            host.filter(DiscoveredHost::hasFunctions)
                    .ifPresent(found -> applied.add(new Apply(Optional.empty(), AppliedFields.creating(found))));
            return;
        }
        AppliedFields fields = host.map(found -> AppliedFields.keeping(found, existing.get()))
                .orElseGet(() ->
                        AppliedFields.owned(existing.get()).with(AppliedFields.NODE_GONE_SINCE, Optional.empty()));
        apply(existing.get(), fields);
    }

    private void gone(AccelNetNode node) {
        if (!isMade(node)) {
            return;
        }
        Optional<Instant> since = goneSince(node, now);
        Instant due = since.orElse(now).plus(FAREWELL);
        if (since.isEmpty()) {
            apply(node, AppliedFields.owned(node).with(AppliedFields.NODE_GONE_SINCE, Optional.of(now.toString())));
        } else if (isOver(node, now) && !seen.mayBeInUse(node.getMetadata().getName())) {
            deleted.add(node);
        }
        Instant then = now.isBefore(due) ? due : now.plus(LEDGER_LOOK);
        again = Optional.of(again.filter(earlier -> earlier.isBefore(then)).orElse(then));
    }

    private void apply(AccelNetNode existing, AppliedFields fields) {
        if (!fields.areOf(existing)) {
            applied.add(new Apply(Optional.of(existing), fields));
        }
    }

    /** Whether no ledger is left of a host whose AccelNetNode was made by discovery, and which has been gone for so long that it is for good. */
    static boolean isOver(AccelNetNode node, Instant now) {
        return isMade(node)
                && hasEmptyLedger(node)
                && goneSince(node, now)
                        .filter(since -> !now.isBefore(since.plus(FAREWELL)))
                        .isPresent();
    }

    /** A clock that was set back makes it no longer. */
    private static Optional<Instant> goneSince(AccelNetNode node, Instant now) {
        return time(annotation(node, AppliedFields.NODE_GONE_SINCE)).filter(since -> !since.isAfter(now));
    }

    private static boolean isMade(AccelNetNode node) {
        return !isExternal(node) && annotation(node, AppliedFields.MADE_BY_DISCOVERY) != null;
    }

    private static boolean isExternal(AccelNetNode node) {
        return node.getSpec().hostType() == HostType.EXTERNAL;
    }

    /** Whether no VM has anything on it. */
    private static boolean hasEmptyLedger(AccelNetNode node) {
        return Optional.ofNullable(node.getStatus())
                .map(AccelNetNodeStatus::allocations)
                .orElse(List.of())
                .isEmpty();
    }

    private static @Nullable String annotation(AccelNetNode node, String key) {
        return Optional.ofNullable(node.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(key))
                .orElse(null);
    }

    private static Optional<Instant> time(@Nullable String said) {
        try {
            return Optional.ofNullable(said).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
