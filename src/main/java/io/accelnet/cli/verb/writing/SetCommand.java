package io.accelnet.cli.verb.writing;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.cli.change.ClusterSettings;
import io.accelnet.cli.change.ClusterSettings.Setting;
import io.accelnet.cli.change.FieldOwners;
import io.accelnet.cli.report.ObjectText;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ObjectWriter;
import io.accelnet.plan.Phrases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accelnet set}. */
@Command(
        name = "set",
        header = "Changes an AccelNetCluster.",
        description = {
            "",
            "What isn't said stays as it is. First it shows what the operator would decide, and asks if a VM would lose"
                    + " something, or the cluster a further intent. Another percentage takes nothing from anybody; another intent does.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the cluster is as it was asked for, and enabled",
            "1:the cluster isn't as it should be, or wasn't changed since the question was answered with no, or it isn't known"
                    + " whether it was",
            "2:an option is wrong, or the API server refused it; nothing was changed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  accelnet set vms --reserve 34",
            "  accelnet set vms --selector site=east --dry-run=client",
            "  accelnet set vms --unset namespace-limit"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class SetCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "CLUSTER", description = "The name of the AccelNetCluster.")
    String cluster = "";

    @Option(
            names = "--intent",
            paramLabel = "NAME",
            order = 1,
            description =
                    "The NetworkIntent whose adapters are used. VMs keep what they have of the former one until they get"
                            + " something of this.")
    @Nullable String intent;

    @Mixin
    ClusterSpecOptions spec = new ClusterSpecOptions();

    @Option(
            names = "--unset",
            paramLabel = "OPTION",
            split = ",",
            completionCandidates = UnsetWords.class,
            order = 20,
            description = "Take away what this option has set, such as selector: its default holds again.")
    List<String> unset = new ArrayList<>();

    @Mixin
    WritingOptions writing = new WritingOptions();

    /** The words of --unset, for completion. */
    static final class UnsetWords extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        UnsetWords() {
            super(ClusterSettings.namesToUnset());
        }
    }

    SetCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return WritingErrors.inWords(this::run);
    }

    private int run() throws IOException {
        writing.check();
        ClusterSettings settings = spec.settings(Optional.ofNullable(intent));
        OptionNames.notEmpty("--unset", unset);
        unset.forEach(settings::unset);
        if (settings.isEmpty()) {
            throw new BadRequestException("say what to change, such as --reserve 34: see accelnet set --help");
        }
        try (ClusterChange change = new ClusterChange(invocation, writing, cluster)) {
            AccelNetCluster before = change.required();
            settings.check(
                    cluster,
                    Optional.of(before.getSpec()),
                    Schemas.load().of("AccelNetCluster").orElseThrow());
            AccelNetClusterSpec wanted = settings.applyTo(before.getSpec());
            List<Setting> changes = settings.changes(before.getSpec());
            if (changes.isEmpty()) {
                change.tell(before, "unchanged");
                return change.awaitAnswer(before);
            }
            if (!writing.forceConflicts) {
                refuseKept(before, changes);
            }
            if (changes.contains(Setting.INTENT) || changes.contains(Setting.ADDITIONAL_INTENTS)) {
                change.refuseMissingIntents(wanted);
            }
            List<String> dropped = settings.dropped(before.getSpec());
            if (!change.isAgreed(headline(changes, dropped), Edits.changeCluster(cluster, wanted), dropped)) {
                return 1;
            }
            AccelNetCluster written = writing.dryRun() == DryRun.CLIENT
                    ? ObjectText.manifest(before, new AccelNetCluster(), wanted)
                    : change.write().change(before, settings);
            change.tell(written, "changed");
            return change.awaitAnswer(written);
        }
    }

    private String headline(List<Setting> changes, List<String> dropped) {
        return "AccelNetCluster " + cluster + " with another "
                + changes.stream().map(Setting::field).collect(Collectors.joining(", "))
                + (dropped.isEmpty() ? "" : ", without " + Phrases.list(dropped) + ", which it had") + ":";
    }

    /** What Git says, or somebody has applied, would be set back. */
    private void refuseKept(AccelNetCluster before, List<Setting> changes) {
        for (Setting setting : changes) {
            FieldOwners.keeper(before, ObjectWriter.FIELD_MANAGER, "spec", setting.field())
                    .ifPresent(keeper -> {
                        throw new BadRequestException(setting.option() + ": " + keeper + " keeps spec."
                                + setting.field()
                                + ", and would set it back: change it there, or add --force-conflicts");
                    });
        }
    }
}
