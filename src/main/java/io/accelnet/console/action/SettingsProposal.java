package io.accelnet.console.action;

import io.accelnet.cli.change.Consequences;
import io.accelnet.plan.Phrases;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Other settings of a cluster, or those of a new one, and what they would do to whom.
 *
 * @param wanted the settings
 * @param seen the AccelNetCluster that was looked at; none: it would be made
 * @param differences what would be another thing than it is; empty for a new one
 * @param keeper who keeps a field that would change, and would set it back; empty if nobody is known to
 * @param consequences what they would do to whom; empty if that can't be foreseen
 * @param unforeseen why it can't; empty if it can
 */
public record SettingsProposal(
        SettingsWanted wanted,
        SeenCluster seen,
        List<SettingsDifference> differences,
        Optional<String> keeper,
        Optional<Consequences> consequences,
        Optional<String> unforeseen) {
    public SettingsProposal {
        differences = List.copyOf(differences);
    }

    /** Whether the cluster is made by it. */
    public boolean isNew() {
        return seen.isNone();
    }

    /** Whether there is something to save. */
    public boolean changed() {
        return isNew() || !differences.isEmpty();
    }

    /** What saves it, for people. A name can't be changed afterwards, and what is saved isn't always what was typed last. */
    public String button() {
        return isNew()
                ? "Enable cluster " + wanted.cluster()
                : "Save " + differences.stream().map(SettingsDifference::then).collect(Collectors.joining(", "));
    }

    /** All that would change, in a sentence; empty for a new cluster, of which nothing is known before. */
    public Optional<String> differencesInWords() {
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(differences.stream()
                        .map(difference -> difference.then() + " instead of " + difference.now())
                        .collect(Collectors.joining("; ", "It changes: ", ".")));
    }

    /** What whoever has seen this, and wants it, agrees to. */
    public Agreement agreement() {
        return Agreement.to(consequences.map(Consequences::losers).orElse(0), unforeseen);
    }

    /** What has to be agreed to before it is saved; empty if there is nothing. */
    public Optional<String> toAgree() {
        return unforeseen
                .map(_ -> "Save it although it can't be foreseen what it does to whom")
                .or(() -> consequences
                        .map(Consequences::losers)
                        .filter(losers -> losers > 0)
                        .map(losers -> "Save it although " + Phrases.count(losers, "VM")
                                + Phrases.agree(losers, " loses", " lose") + " something"));
    }
}
