package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.IntentSummary;
import io.accelnet.api.v1alpha1.ReserveStatus;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.Plan.IntentPlan;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a description says of how many there are is what the schema enforces and what the operator does. */
class BoundsInForceTest {
    private static final Pattern LISTED = Pattern.compile("[Aa]t most (\\w+) are listed");
    private static final Map<String, Integer> WORDS = Map.of("ten", 10, "twenty", 20);

    /** More than anything lists. */
    private static final int MANY = 300;

    private final Statuses statuses = new Statuses(new ConditionMerger(Clock.systemUTC()));

    @Test
    void whatIsListedIsWhatTheSchemaAllows() throws IOException {
        Map<String, Integer> listed = new TreeMap<>();
        fields().forEach((path, schema) -> listed(schema).ifPresent(number -> {
            listed.put(path, number);
            if ("array".equals(schema.getType())) {
                assertThat(schema.getMaxItems()).as(path).isEqualTo(number.longValue());
            }
        }));

        assertThat(listed)
                .as("each has a test here that the operator does so")
                .containsOnlyKeys("AccelNetCluster.status.reserve.worstNodes", "NetworkIntent.status.summary.adapters");
    }

    @Test
    void asManyWorstNodesAsTheDescriptionSaysAreListed() throws IOException {
        List<AccelNetNode> nodes = IntStream.range(0, MANY)
                .mapToObj(i -> Objects.node("node-" + i, 1))
                .toList();
        AccelNetCluster cluster = Objects.cluster(50);
        ClusterPlan plan = Optional.ofNullable(new Planner()
                        .plan(Gather.snapshot(
                                new ClusterObjects(
                                        List.of(Objects.intent()),
                                        nodes,
                                        List.of(cluster),
                                        List.of(),
                                        List.of(),
                                        List.of()),
                                Instant.EPOCH))
                        .clusters()
                        .get(Objects.CLUSTER))
                .orElseThrow();

        ReserveStatus reserve =
                Optional.ofNullable(statuses.of(cluster, plan).reserve()).orElseThrow();

        assertThat(reserve.worstNodes()).hasSize(inDescription("AccelNetCluster.status.reserve.worstNodes"));
    }

    @Test
    void asManyAdaptersAsTheDescriptionSaysAreListed() throws IOException {
        List<String> adapters =
                IntStream.range(0, MANY).mapToObj(i -> "port" + i).toList();
        IntentPlan plan = new IntentPlan("Compute", Phrases.list(adapters), adapters, List.of());

        IntentSummary summary = Optional.ofNullable(
                        statuses.of(Objects.intent(), plan).summary())
                .orElseThrow();

        assertThat(summary.adapters().split(", ")).hasSize(inDescription("NetworkIntent.status.summary.adapters"));
    }

    private static int inDescription(String path) throws IOException {
        return listed(Optional.ofNullable(fields().get(path)).orElseThrow()).orElseThrow();
    }

    private static Optional<Integer> listed(JSONSchemaProps schema) {
        Matcher matcher =
                LISTED.matcher(Optional.ofNullable(schema.getDescription()).orElse(""));
        return matcher.find()
                ? Optional.of(WORDS.getOrDefault(matcher.group(1), 0))
                        .filter(number -> number > 0)
                        .or(() -> Optional.of(Integer.valueOf(matcher.group(1))))
                : Optional.empty();
    }

    private static Map<String, JSONSchemaProps> fields() throws IOException {
        Map<String, JSONSchemaProps> fields = new TreeMap<>();
        for (CustomResourceDefinition crd : CrdGeneration.generate()) {
            Fields.collect(
                    crd.getSpec().getNames().getKind(),
                    crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(),
                    fields);
        }
        return fields;
    }
}
