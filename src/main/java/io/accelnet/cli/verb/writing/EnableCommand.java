package io.accelnet.cli.verb.writing;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.cli.change.ClusterSettings;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.write.DryRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accelnet enable}. */
@Command(
        name = "enable",
        header = "Enables AccelNet on a cluster: makes an AccelNetCluster.",
        description = {
            "",
            "First it shows what the operator would decide: which nodes are members, who is admitted, who isn't and why. It asks"
                    + " only if a VM would lose something.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the cluster is enabled; or it is made, if that is all that was asked for",
            "1:the cluster isn't enabled yet, or isn't made since the question was answered with no, or it isn't known whether it is"
                    + " made",
            "2:an option is wrong, or the API server refused it; nothing was changed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  accelnet enable vms --intent vm-ports",
            "  accelnet enable east --intent vm-ports --reserve 25 --selector site=east",
            "  accelnet enable vms --intent vm-ports --dry-run=client -o yaml > vms.yaml"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class EnableCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NEW-CLUSTER", description = "The name of the new AccelNetCluster.")
    String cluster = "";

    @Option(
            names = "--intent",
            paramLabel = "NAME",
            required = true,
            order = 1,
            description = "The NetworkIntent whose adapters are used.")
    String intent = "";

    @Mixin
    ClusterSpecOptions spec = new ClusterSpecOptions();

    @Mixin
    WritingOptions writing = new WritingOptions();

    EnableCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return WritingErrors.inWords(this::run);
    }

    private int run() throws IOException {
        writing.check();
        ClusterSettings settings = spec.settings(Optional.of(intent));
        settings.check(
                cluster, Optional.empty(), Schemas.load().of("AccelNetCluster").orElseThrow());
        AccelNetCluster body = settings.create(cluster);
        if (writing.dryRun() == DryRun.CLIENT && writing.format().isPresent()) {
            // A manifest for Git needs no cluster.
            writing.print(List.of(body), invocation);
            return 0;
        }
        try (ClusterChange change = new ClusterChange(invocation, writing, cluster)) {
            Optional<AccelNetCluster> present = change.present();
            present.ifPresent(ClusterChange::refuseDeleted);
            if (present.isPresent()) {
                throw new BadRequestException("AccelNetCluster " + cluster + " is there already, with intent "
                        + present.get().getSpec().intentName() + ": accelnet set " + cluster + " changes it");
            }
            change.refuseMissingIntents(body.getSpec());
            if (!change.isAgreed(headline(body.getSpec()), Edits.addCluster(settings.create(cluster)), List.of())) {
                return 1;
            }
            AccelNetCluster written = change.write().create(settings);
            change.tell(written, "created");
            return change.awaitAnswer(written);
        }
    }

    private String headline(AccelNetClusterSpec wanted) {
        return "AccelNetCluster " + cluster + " with intent " + String.join(", ", wanted.allIntentNames()) + " and "
                + Optional.ofNullable(wanted.nodeReservePercentage()).orElse(50) + " % of its nodes in reserve:";
    }
}
