package io.accelnet.cli.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.api.v1alpha1.QueuePairs;
import io.accelnet.cli.change.ClusterSettings.Setting;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.schema.KindSchema;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {
    private static final KindSchema SCHEMA =
            Schemas.load().of("AccelNetCluster").orElseThrow();
    private static final Map<String, Object> SITE = Map.of("matchLabels", Map.of("site", "east"));

    private static void refused(ClusterSettings settings, String option, String words) {
        assertThatThrownBy(() -> settings.check("main", Optional.empty(), SCHEMA))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(option + ": ")
                .hasMessageContaining(words)
                .hasMessageNotContaining("in body");
    }

    private static ClusterSettings intent() {
        return new ClusterSettings().set(Setting.INTENT, "compute");
    }

    @Test
    void makesAManifestOfWhatIsSaid() {
        ClusterSettings settings = intent().set(Setting.RESERVE, 34L).set(Setting.SELECTOR, SITE);
        settings.check("main", Optional.empty(), SCHEMA);

        AccelNetCluster cluster = settings.create("main");

        assertThat(cluster.getMetadata().getName()).isEqualTo("main");
        assertThat(cluster.getSpec())
                .isEqualTo(new AccelNetClusterSpec(
                        "compute",
                        34,
                        new LabelSelectorBuilder()
                                .addToMatchLabels("site", "east")
                                .build(),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /** What the API server would refuse is said by the name of the option, before anything is read. */
    @Test
    void refusesByTheNameOfTheOption() {
        refused(
                intent().set(Setting.RESERVE, 100L),
                "--reserve",
                "Invalid value: 100: should be less than or equal to 99");
        refused(intent().set(Setting.RESERVE, -1L), "--reserve", "greater than or equal to 0");
        refused(new ClusterSettings().set(Setting.INTENT, "No Such"), "--intent", "should match");
        refused(intent().set(Setting.ADDITIONAL_INTENTS, List.of("compute")), "--additional-intent", "named again");
        refused(intent().set(Setting.PORT_POLICY, "All"), "--port-policy", "\"Any\", \"Different\"");
        refused(intent().set(Setting.UNSUPPORTED_NODES, "Ignore"), "--unsupported-nodes", "\"Block\", \"Exclude\"");
        refused(intent().set(Setting.QUEUE_PAIRS, Map.of("low", 8L)), "--queue-pairs", "must not exceed medium");
        refused(intent().set(Setting.QUEUE_PAIRS, Map.of("lowest", 8L)), "--queue-pairs", "unknown field");
        refused(intent().set(Setting.NAMESPACE_LIMIT, -1L), "--namespace-limit", "greater than or equal to 0");
        assertThatThrownBy(() -> intent().check("Main!", Optional.empty(), SCHEMA))
                .hasMessageStartingWith("CLUSTER: ");
    }

    @Test
    void changesTheFieldsThatAreNamedAndNoOthers() {
        AccelNetCluster before = Objects.cluster(50);
        before.getMetadata().setUid("cluster");
        before.getMetadata().setGeneration(7L);
        before.setSpec(new AccelNetClusterSpec(
                "compute",
                50,
                new LabelSelectorBuilder().addToMatchLabels("rack", "a").build(),
                new QueuePairs(1, 2, 4),
                null,
                null,
                null,
                9));
        ClusterSettings settings = new ClusterSettings()
                .set(Setting.RESERVE, 25L)
                .set(Setting.SELECTOR, SITE)
                .set(Setting.QUEUE_PAIRS, Map.of("high", 8L))
                .unset("namespace-limit");

        settings.check("main", Optional.of(before.getSpec()), SCHEMA);
        assertThat(settings.applyTo(before.getSpec()))
                .isEqualTo(new AccelNetClusterSpec(
                        "compute",
                        25,
                        new LabelSelectorBuilder()
                                .addToMatchLabels("site", "east")
                                .build(),
                        new QueuePairs(1, 2, 8),
                        null,
                        null,
                        null,
                        null));
        assertThat(settings.patch(before))
                .containsExactly(
                        Map.of("op", "test", "path", "/metadata/uid", "value", "cluster"),
                        Map.of("op", "test", "path", "/metadata/generation", "value", 7L),
                        Map.of("op", "add", "path", "/spec/nodeReservePercentage", "value", 25L),
                        Map.of("op", "add", "path", "/spec/nodeSelector", "value", SITE),
                        Map.of(
                                "op", "add",
                                "path", "/spec/queuePairs",
                                "value", Map.of("low", 1L, "medium", 2L, "high", 8L)),
                        Map.of("op", "remove", "path", "/spec/maxVirtualFunctionsPerNamespace"));
        assertThat(settings.changes(before.getSpec()))
                .containsExactly(Setting.RESERVE, Setting.SELECTOR, Setting.QUEUE_PAIRS, Setting.NAMESPACE_LIMIT);
    }

    /** The further intents are named each time, and whoever names some may not know of the others. */
    @Test
    void knowsTheIntentsThatAreDropped() {
        AccelNetClusterSpec before = new AccelNetClusterSpec(
                "compute", List.of("blue", "red"), null, 50, null, null, null, null, null, null);

        assertThat(new ClusterSettings()
                        .set(Setting.ADDITIONAL_INTENTS, List.of("green"))
                        .dropped(before))
                .containsExactly("blue", "red");
        assertThat(new ClusterSettings().unset("additional-intent").dropped(before))
                .as("it is said that there shall be none")
                .isEmpty();
        assertThat(new ClusterSettings()
                        .set(Setting.INTENT, "blue")
                        .set(Setting.ADDITIONAL_INTENTS, List.of("compute"))
                        .dropped(before))
                .as("blue is the first one now")
                .containsExactly("red");
        assertThat(new ClusterSettings().set(Setting.INTENT, "green").dropped(before))
                .as("it is said that there is another one instead")
                .isEmpty();
    }

    @Test
    void whatIsSoAlreadyIsNoChange() {
        assertThat(new ClusterSettings()
                        .set(Setting.RESERVE, 50L)
                        .unset("selector")
                        .changes(Objects.cluster(50).getSpec()))
                .isEmpty();
    }

    @Test
    void onlyWhatMayBeAbsentIsTakenAway() {
        assertThatThrownBy(() -> new ClusterSettings().unset("intent"))
                .hasMessageStartingWith("--unset intent: one of");
        assertThatThrownBy(() -> new ClusterSettings().set(Setting.RESERVE, 1L).unset("--reserve"))
                .hasMessage("--reserve and --unset --reserve: one or the other");
    }
}
