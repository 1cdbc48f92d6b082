package io.accelnet.console.action;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.change.ConsequenceText;
import io.accelnet.cli.change.Consequences;
import io.accelnet.cli.change.FieldOwners;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Edit;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.write.ClusterWrite;
import io.accelnet.cli.write.DryRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/** Changes of AccelNetClusters: what they would do to whom, and doing them. */
public final class ClusterChanges {
    private final ClusterActions actions;
    private final Planning planning;

    /**
     * What a change would do to whom.
     *
     * @param lines the same as the verbs say
     * @param losers how many VMs would lose something; 0 if it can't be foreseen
     * @param unforeseen why it can't be foreseen; empty if it can
     */
    public record Outlook(List<String> lines, int losers, Optional<String> unforeseen) {
        /** What whoever has seen this, and wants the change, agrees to. */
        public Agreement agreement() {
            return Agreement.to(losers, unforeseen);
        }
    }

    /** Of this cluster. */
    public ClusterChanges(ClusterActions actions, Planning planning) {
        this.actions = actions;
        this.planning = planning;
    }

    /**
     * What a change would do to whom.
     *
     * @param name the AccelNetCluster that changes
     */
    public Outlook outlook(String name, Edit change) {
        Foreseen foreseen = Foreseen.of(name, change, planning);
        return new Outlook(
                foreseen.consequences().map(ClusterChanges::lines).orElse(List.of()),
                foreseen.consequences().map(Consequences::losers).orElse(0),
                foreseen.unforeseen());
    }

    private static List<String> lines(Consequences consequences) {
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            new ConsequenceText(out).print(consequences);
        }
        return text.toString().lines().toList();
    }

    /** The AccelNetCluster, if it can be disabled; else it is said why not. */
    public AccelNetCluster removable(String name) {
        AccelNetCluster cluster =
                actions.cluster(name).orElseThrow(() -> new BadRequestException("there is no AccelNetCluster " + name));
        FieldOwners.tool(cluster).ifPresent(keeper -> {
            throw new BadRequestException(
                    keeper + " keeps AccelNetCluster " + name + ", and would make it anew: take it out there");
        });
        return cluster;
    }

    /** What becomes of whom if a cluster is disabled. */
    public Outlook outlookWithout(String name) {
        return outlook(name, Edits.removeCluster(name));
    }

    /**
     * Disables a cluster.
     *
     * @param uid the UID of the AccelNetCluster that was looked at: of another one nobody has foreseen anything
     * @param agreement what was seen that it would do
     */
    public void disable(String name, String uid, Agreement agreement) {
        AccelNetCluster cluster = removable(name);
        if (!uid.equals(cluster.getMetadata().getUid())) {
            throw new BadRequestException(
                    "AccelNetCluster " + name + " has been made anew meanwhile: look at it, and try again");
        }
        // Hosts may have failed since it was looked at.
        planning.forget();
        agreement.check(outlookWithout(name).agreement());
        try {
            new ClusterWrite(name, actions.writer(DryRun.NONE)).delete(cluster);
        } finally {
            planning.forget();
        }
    }
}
