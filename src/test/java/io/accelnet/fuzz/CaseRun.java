package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.schema.Values;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plays a case: what the schemas accept of it is planned for until nothing changes, then changed and planned for again. After each
 * change everything that must hold is looked at.
 */
final class CaseRun {
    private static final Map<String, Class<? extends CustomResource<?, ?>>> TYPES = Map.of(
            "NetworkIntent", NetworkIntent.class,
            "AccelNetNode", AccelNetNode.class,
            "AccelNetCluster", AccelNetCluster.class,
            "AccelNetVM", AccelNetVM.class);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A move takes two plans and may make room for another; the longest chain that was ever seen is a third of this. */
    private static final int MOST_PLANS = 16;

    private final Schemas schemas;
    private final Case played;
    private final Set<ObjectKey> without;
    private final boolean recorded;
    private final Planner planner = new Planner();
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Map<ObjectKey, Map<String, @Nullable Object>> accepted = new HashMap<>();
    private final List<Finding> found = new ArrayList<>();
    private World world = World.of(List.of());
    private List<Object> plannedFrom = List.of();
    private Cost dearest = Cost.NONE;
    private int plans;
    private int mostPlans;
    private int refused;
    private int manifests;
    private boolean fresh;

    /**
     * A run.
     *
     * @param without objects that are left out of it
     * @param recorded whether what was planned from is kept, for {@link #plannedFrom}
     */
    CaseRun(Schemas schemas, Case played, Set<ObjectKey> without, boolean recorded) {
        this.schemas = schemas;
        this.played = played;
        this.without = without;
        this.recorded = recorded;
    }

    /** Plays it to its end, or until something is found that must not be. */
    CaseRun play() {
        fresh = true;
        for (int time = 0; time <= played.changes() && found.isEmpty(); time++) {
            if (time > 0) {
                played.change(time);
                fresh = false;
            }
            submit();
            if (time > 0) {
                played.changeStatuses(time, world);
            }
            settle();
            if (found.isEmpty()) {
                found.addAll(new PlanChecks(schemas).of(world, fresh));
            }
        }
        return this;
    }

    /** Shows all manifests to the command's check, and keeps what it accepts. */
    private void submit() {
        Map<ObjectKey, CustomResource<?, ?>> before = world.byKey();
        List<HasMetadata> objects = new ArrayList<>(played.surroundings());
        for (ObjectNode manifest : played.objects()) {
            ObjectKey key = key(manifest);
            if (without.contains(key)) {
                continue;
            }
            manifests++;
            Optional<CustomResource<?, ?>> there = Optional.ofNullable(before.get(key));
            judge(manifest, key, there).ifPresent(objects::add);
        }
        world = World.of(objects);
        accepted.keySet().retainAll(world.byKey().keySet());
    }

    private Optional<CustomResource<?, ?>> judge(
            ObjectNode manifest, ObjectKey key, Optional<CustomResource<?, ?>> there) {
        Map<String, @Nullable Object> old = accepted.get(key);
        Judged judged = old == null ? Judged.created(schemas, manifest) : Judged.updated(schemas, manifest, old);
        judged.fault().ifPresent(found::add);
        if (!judged.accepted()) {
            refused++;
            return there;
        }
        accepted.put(key, judged.object());
        CustomResource<?, ?> object = serialization.convertValue(judged.object(), TYPES.get(key.kind()));
        fresh &= object.getStatus() == null;
        there.ifPresent(previous -> succeed(object, previous));
        return Optional.of(object);
    }

    /** A changed object keeps the status that there was. */
    @SuppressWarnings("unchecked")
    private static <S> void succeed(CustomResource<?, S> object, CustomResource<?, ?> previous) {
        object.setStatus((S) previous.getStatus());
        long generation = previous.getMetadata().getGeneration();
        boolean same = Values.object(JSON.valueToTree(object.getSpec()))
                .equals(Values.object(JSON.valueToTree(previous.getSpec())));
        object.getMetadata().setGeneration(same ? generation : generation + 1);
    }

    private void settle() {
        for (int round = 1; ; round++) {
            plannedFrom = recorded && round == 1 ? Manifests.of(world.objects()) : plannedFrom;
            List<ObjectKey> changed;
            try {
                ClusterSnapshot snapshot = world.snapshot();
                Cost.Of<Plan> plan = Cost.of(work -> planner.plan(snapshot, work));
                plans++;
                dearest = dearest.max(plan.cost());
                changed = world.write(plan.value());
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
                found.add(new Finding("crash", stack(e)));
                return;
            }
            mostPlans = Math.max(mostPlans, round);
            if (changed.isEmpty()) {
                return;
            }
            if (round == MOST_PLANS) {
                found.add(new Finding("doesn't settle", "plan " + round + " still changes " + changed));
                return;
            }
        }
    }

    private static String stack(Throwable e) {
        return e + " at "
                + Arrays.stream(e.getStackTrace())
                        .limit(12)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < "));
    }

    private static ObjectKey key(ObjectNode manifest) {
        return new ObjectKey(
                manifest.get("kind").asText(),
                manifest.get("metadata").path("namespace").asText(""),
                manifest.get("metadata").get("name").asText());
    }

    /** The names of all objects of a case. */
    static List<ObjectKey> keys(Case played) {
        return played.objects().stream().map(CaseRun::key).toList();
    }

    /** What must not be, and is. */
    List<Finding> found() {
        return List.copyOf(found);
    }

    /** Everything that there was before the plans since the last change. */
    List<Object> plannedFrom() {
        return plannedFrom;
    }

    World world() {
        return world;
    }

    /** What the dearest plan cost. */
    Cost dearest() {
        return dearest;
    }

    int plans() {
        return plans;
    }

    /** After how many plans nothing changed any more, at most. */
    int mostPlans() {
        return mostPlans;
    }

    int manifests() {
        return manifests;
    }

    int refused() {
        return refused;
    }
}
