package io.accelnet.cli.verb.writing;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.change.FieldOwners;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Version;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code accelnet disable}. */
@Command(
        name = "disable",
        header = "Disables AccelNet on a cluster: deletes the AccelNetCluster.",
        description = {
            "",
            "Its VMs keep the virtual functions that they have, and none are reserved for them any more: they don't fail over,"
                    + " and nobody new is admitted. A cluster of the same name takes them over again.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the AccelNetCluster is gone",
            "1:it isn't gone yet, or wasn't deleted since the question was answered with no, or it isn't known whether it was",
            "2:an option is wrong, or the API server refused it; nothing was changed"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  accelnet disable vms", "  accelnet disable vms --dry-run=client"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class DisableCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "CLUSTER", description = "The name of the AccelNetCluster.")
    String cluster = "";

    @Mixin
    WritingOptions writing = new WritingOptions();

    DisableCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return WritingErrors.inWords(this::run);
    }

    private int run() throws IOException {
        writing.check();
        writing.format().filter(format -> format != WritingOptions.Format.name).ifPresent(format -> {
            throw new BadRequestException("-o " + format + ": of what is deleted there is only -o name");
        });
        try (ClusterChange change = new ClusterChange(invocation, writing, cluster)) {
            AccelNetCluster before = change.required();
            Optional<String> tool = writing.forceConflicts ? Optional.empty() : FieldOwners.tool(before);
            tool.ifPresent(keeper -> {
                throw new BadRequestException(keeper + " keeps AccelNetCluster " + cluster
                        + ", and would make it anew: take it out there, or add --force-conflicts");
            });
            if (!change.isAgreed("AccelNetCluster " + cluster + " deleted:", Edits.removeCluster(cluster), List.of())) {
                return 1;
            }
            change.write().delete(before);
            change.tell(before, "deleted");
            return change.awaitEnd();
        }
    }
}
