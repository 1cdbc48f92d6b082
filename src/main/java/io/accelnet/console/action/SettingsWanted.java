package io.accelnet.console.action;

import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.cli.change.ClusterSettings;
import io.accelnet.cli.change.ClusterSettings.Setting;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody wants of an AccelNetCluster.
 *
 * @param cluster its name
 * @param intent its first intent
 * @param additionalIntents its further intents
 * @param reserve the share of its nodes that may be down at once, 0 to 99
 */
public record SettingsWanted(String cluster, String intent, List<String> additionalIntents, int reserve) {
    private static final int DEFAULT_PERCENTAGE = 50;

    public SettingsWanted {
        String first = intent;
        // Whoever makes another intent the first one needn't take it out of the others.
        additionalIntents =
                additionalIntents.stream().filter(name -> !name.equals(first)).toList();
    }

    /** What an AccelNetCluster says now. */
    public static SettingsWanted of(String cluster, AccelNetClusterSpec spec) {
        return new SettingsWanted(
                cluster,
                spec.intentName(),
                Objects.requireNonNullElse(spec.additionalIntentNames(), List.of()),
                Objects.requireNonNullElse(spec.nodeReservePercentage(), DEFAULT_PERCENTAGE));
    }

    /** The settings of a new cluster. */
    public ClusterSettings settings() {
        ClusterSettings settings =
                new ClusterSettings().set(Setting.INTENT, intent).set(Setting.RESERVE, (long) reserve);
        return additionalIntents.isEmpty() ? settings : settings.set(Setting.ADDITIONAL_INTENTS, additionalIntents);
    }

    /** The change that makes a cluster so: fields that say the same stay as they are. */
    public ClusterSettings settings(AccelNetClusterSpec before) {
        SettingsWanted was = of(cluster, before);
        ClusterSettings settings = new ClusterSettings();
        if (!intent.equals(was.intent)) {
            settings.set(Setting.INTENT, intent);
        }
        if (!additionalIntents.equals(was.additionalIntents)) {
            if (additionalIntents.isEmpty()) {
                settings.unset(Setting.ADDITIONAL_INTENTS.option());
            } else {
                settings.set(Setting.ADDITIONAL_INTENTS, additionalIntents);
            }
        }
        if (reserve != was.reserve) {
            settings.set(Setting.RESERVE, (long) reserve);
        }
        return settings;
    }

    /** What is another thing than in these settings. */
    public List<SettingsDifference> differences(SettingsWanted now) {
        return Stream.of(
                        difference("intent " + intent, "intent " + now.intent),
                        difference(words(additionalIntents), words(now.additionalIntents)),
                        difference(reserve + " %", now.reserve + " %"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<SettingsDifference> difference(String then, String now) {
        return then.equals(now) ? Optional.empty() : Optional.of(new SettingsDifference(then, now));
    }

    private static String words(List<String> additionalIntents) {
        return additionalIntents.isEmpty()
                ? "no further intents"
                : "further intents " + String.join(", ", additionalIntents);
    }
}
