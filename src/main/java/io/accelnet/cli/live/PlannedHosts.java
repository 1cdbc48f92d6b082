package io.accelnet.cli.live;

import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentStatus;
import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.Phrases;
import java.util.List;
import java.util.Optional;

/**
 * Which hosts plans are made with. An operator that discovers has made the AccelNetNodes of all hosts as soon as it has seen a
 * NetworkIntent of theirs. So where one has, a Node without an AccelNetNode isn't among those that it discovers, and nobody will get
 * anything there.
 */
public enum PlannedHosts {
    /** Those that have an AccelNetNode, as far as it is stated. */
    THERE,

    /** Those too that discovery would make or complete, as long as no operator has seen a NetworkIntent. */
    FORESEEN;

    /** What is discovered of these objects. */
    DiscoverySettings discovery(ClusterObjects objects) {
        return this == FORESEEN && objects.intents().stream().noneMatch(PlannedHosts::isSeen)
                ? DiscoverySettings.ALL
                : DiscoverySettings.OFF;
    }

    /** What a reader should know if an operator hasn't come yet to some of the intents. */
    Optional<String> note(ClusterObjects objects) {
        List<String> unseen = objects.intents().stream()
                .filter(intent -> !isSeen(intent))
                .map(intent -> intent.getMetadata().getName())
                .sorted()
                .toList();
        return this == FORESEEN
                        && !unseen.isEmpty()
                        && unseen.size() < objects.intents().size()
                ? Optional.of(
                        "The operator hasn't seen these NetworkIntents yet, and hosts that it may discover by them don't"
                                + " count: " + Phrases.list(unseen) + ".")
                : Optional.empty();
    }

    private static boolean isSeen(NetworkIntent intent) {
        return Optional.ofNullable(intent.getStatus())
                .map(NetworkIntentStatus::observedGeneration)
                .isPresent();
    }
}
