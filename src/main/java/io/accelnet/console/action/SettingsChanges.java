package io.accelnet.console.action;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.change.ClusterSettings;
import io.accelnet.cli.change.ClusterSettings.Setting;
import io.accelnet.cli.change.FieldOwners;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Edit;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.schema.KindSchema;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.write.ClusterWrite;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ObjectWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes of a cluster's settings: what they would do to whom, and doing them. */
public final class SettingsChanges {
    private final ClusterActions actions;
    private final Planning planning;

    /** Reading it takes longer than the console's start otherwise does, and not everybody changes settings. */
    private final Supplier<KindSchema> schema =
            new Once<>(() -> Schemas.load().of("AccelNetCluster").orElseThrow());

    /** Of this cluster. */
    public SettingsChanges(ClusterActions actions, Planning planning) {
        this.actions = actions;
        this.planning = planning;
    }

    /**
     * What these settings of a cluster would do to whom, as the verb set finds it.
     *
     * @param seen the cluster from which they were made
     */
    public SettingsProposal proposal(SettingsWanted wanted, SeenCluster seen) {
        return proposal(present(wanted, seen), wanted);
    }

    /** What a new cluster with these settings would do to whom, as the verb enable finds it. */
    public SettingsProposal proposalOfNew(SettingsWanted wanted) {
        ClusterSettings settings = wanted.settings();
        settings.check(wanted.cluster(), Optional.empty(), schema.get());
        if (actions.cluster(wanted.cluster()).isPresent()) {
            throw new BadRequestException("AccelNetCluster " + wanted.cluster() + " is there already");
        }
        return proposal(
                wanted,
                SeenCluster.NONE,
                List.of(),
                Optional.empty(),
                Edits.addCluster(settings.create(wanted.cluster())));
    }

    private AccelNetCluster present(SettingsWanted wanted, SeenCluster seen) {
        AccelNetCluster cluster = actions.cluster(wanted.cluster())
                .orElseThrow(() -> new BadRequestException("there is no AccelNetCluster " + wanted.cluster()));
        if (cluster.getMetadata().getDeletionTimestamp() != null) {
            throw new BadRequestException("AccelNetCluster " + wanted.cluster() + " is being deleted");
        }
        seen.check(cluster);
        return cluster;
    }

    private SettingsProposal proposal(AccelNetCluster before, SettingsWanted wanted) {
        ClusterSettings settings = wanted.settings(before.getSpec());
        settings.check(wanted.cluster(), Optional.of(before.getSpec()), schema.get());
        return proposal(
                wanted,
                SeenCluster.of(before),
                wanted.differences(SettingsWanted.of(wanted.cluster(), before.getSpec())),
                settings.changes(before.getSpec()).stream()
                        .flatMap(setting -> kept(before, setting).stream())
                        .findFirst(),
                Edits.changeCluster(wanted.cluster(), settings.applyTo(before.getSpec())));
    }

    private static Optional<String> kept(AccelNetCluster before, Setting setting) {
        return FieldOwners.keeper(before, ObjectWriter.FIELD_MANAGER, "spec", setting.field())
                .map(keeper -> keeper + " keeps spec." + setting.field() + ", and would set it back: change it there");
    }

    private SettingsProposal proposal(
            SettingsWanted wanted,
            SeenCluster seen,
            List<SettingsDifference> differences,
            Optional<String> keeper,
            Edit change) {
        Foreseen foreseen = Foreseen.of(wanted.cluster(), change, planning);
        return new SettingsProposal(wanted, seen, differences, keeper, foreseen.consequences(), foreseen.unforeseen());
    }

    /**
     * Saves settings.
     *
     * @param seen the AccelNetCluster that was looked at: of another one nobody has foreseen anything; none: it is made
     * @param agreement what was agreed to that it does
     * @return the cluster as it is then: whoever goes on has seen this
     */
    public SeenCluster save(SettingsWanted wanted, SeenCluster seen, Agreement agreement) {
        // Hosts may have failed since it was looked at.
        planning.forget();
        try {
            return seen.isNone() ? create(wanted, agreement) : change(wanted, seen, agreement);
        } finally {
            planning.forget();
        }
    }

    private SeenCluster create(SettingsWanted wanted, Agreement agreement) {
        refuse(proposalOfNew(wanted), agreement);
        return SeenCluster.of(write(wanted).create(wanted.settings()));
    }

    private SeenCluster change(SettingsWanted wanted, SeenCluster seen, Agreement agreement) {
        AccelNetCluster before = present(wanted, seen);
        SettingsProposal proposal = proposal(before, wanted);
        refuse(proposal, agreement);
        return proposal.changed()
                ? SeenCluster.of(write(wanted).change(before, wanted.settings(before.getSpec())))
                : seen;
    }

    private ClusterWrite write(SettingsWanted wanted) {
        return new ClusterWrite(wanted.cluster(), actions.writer(DryRun.NONE));
    }

    private static void refuse(SettingsProposal proposal, Agreement agreement) {
        proposal.keeper().ifPresent(words -> {
            throw new BadRequestException(words);
        });
        agreement.check(proposal.agreement());
    }
}
