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

    /** What these settings of a cluster would do to whom, as the verb set finds it. */
    public SettingsProposal proposal(SettingsWanted wanted) {
        return proposal(present(wanted), wanted);
    }

    /** What a new cluster with these settings would do to whom, as the verb enable finds it. */
    public SettingsProposal proposalOfNew(SettingsWanted wanted) {
        ClusterSettings settings = wanted.settings();
        settings.check(wanted.cluster(), Optional.empty(), schema.get());
        if (actions.cluster(wanted.cluster()).isPresent()) {
            throw new BadRequestException("AccelNetCluster " + wanted.cluster() + " is there already");
        }
        return proposal(wanted, "", 0, true, Optional.empty(), Edits.addCluster(settings.create(wanted.cluster())));
    }

    private AccelNetCluster present(SettingsWanted wanted) {
        AccelNetCluster cluster = actions.cluster(wanted.cluster())
                .orElseThrow(() -> new BadRequestException("there is no AccelNetCluster " + wanted.cluster()));
        if (cluster.getMetadata().getDeletionTimestamp() != null) {
            throw new BadRequestException("AccelNetCluster " + wanted.cluster() + " is being deleted");
        }
        return cluster;
    }

    private SettingsProposal proposal(AccelNetCluster before, SettingsWanted wanted) {
        ClusterSettings settings = wanted.settings(before.getSpec());
        settings.check(wanted.cluster(), Optional.of(before.getSpec()), schema.get());
        List<Setting> changes = settings.changes(before.getSpec());
        return proposal(
                wanted,
                before.getMetadata().getUid(),
                Optional.ofNullable(before.getMetadata().getGeneration()).orElse(0L),
                !changes.isEmpty(),
                changes.stream()
                        .flatMap(setting -> kept(before, setting).stream())
                        .findFirst(),
                Edits.changeCluster(wanted.cluster(), settings.applyTo(before.getSpec())));
    }

    private static Optional<String> kept(AccelNetCluster before, Setting setting) {
        return FieldOwners.keeper(before, ObjectWriter.FIELD_MANAGER, "spec", setting.field())
                .map(keeper -> keeper + " keeps spec." + setting.field() + ", and would set it back: change it there");
    }

    private SettingsProposal proposal(
            SettingsWanted wanted, String uid, long generation, boolean changed, Optional<String> keeper, Edit change) {
        Foreseen foreseen = Foreseen.of(wanted.cluster(), change, planning);
        return new SettingsProposal(
                wanted, uid, generation, changed, keeper, foreseen.consequences(), foreseen.unforeseen());
    }

    /**
     * Saves settings.
     *
     * @param uid the UID of the AccelNetCluster that was looked at; empty: it is made
     * @param generation the generation of its spec: of another one nobody has foreseen anything
     * @param agreement what was agreed to that it does
     */
    public void save(SettingsWanted wanted, String uid, long generation, Agreement agreement) {
        // Hosts may have failed since it was looked at.
        planning.forget();
        if (uid.isEmpty()) {
            refuse(proposalOfNew(wanted), agreement);
            actions.writer(DryRun.NONE).create(wanted.settings().create(wanted.cluster()), AccelNetCluster.class);
            planning.forget();
            return;
        }
        AccelNetCluster before = present(wanted);
        if (!uid.equals(before.getMetadata().getUid())
                || !Optional.of(generation)
                        .equals(Optional.ofNullable(before.getMetadata().getGeneration()))) {
            throw new BadRequestException(
                    "AccelNetCluster " + wanted.cluster() + " has been changed meanwhile: look at it, and try again");
        }
        SettingsProposal proposal = proposal(before, wanted);
        refuse(proposal, agreement);
        if (proposal.changed()) {
            actions.writer(DryRun.NONE)
                    .patch(before, wanted.settings(before.getSpec()).patch(before));
            planning.forget();
        }
    }

    private static void refuse(SettingsProposal proposal, Agreement agreement) {
        proposal.keeper().ifPresent(words -> {
            throw new BadRequestException(words);
        });
        agreement.check(proposal.agreement());
    }
}
