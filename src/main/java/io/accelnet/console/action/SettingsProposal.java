package io.accelnet.console.action;

import io.accelnet.cli.change.Consequences;
import io.accelnet.plan.Phrases;
import java.util.Optional;

/**
 * Other settings of a cluster, or those of a new one, and what they would do to whom.
 *
 * @param wanted the settings
 * @param uid the UID of the AccelNetCluster that was looked at; empty: there is none yet
 * @param generation the generation of its spec; 0: there is none yet
 * @param changed whether they are other ones than it has
 * @param keeper who keeps a field that would change, and would set it back; empty if nobody is known to
 * @param consequences what they would do to whom; empty if that can't be foreseen
 * @param unforeseen why it can't; empty if it can
 */
public record SettingsProposal(
        SettingsWanted wanted,
        String uid,
        long generation,
        boolean changed,
        Optional<String> keeper,
        Optional<Consequences> consequences,
        Optional<String> unforeseen) {
    /** Whether the cluster is made by it. */
    public boolean isNew() {
        return uid.isEmpty();
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
