package io.accelnet.cli.verb.writing;

import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.change.VmName;
import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Question;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.write.DryRun;
import io.accelnet.plan.Phrases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code accelnet vm disable}. */
@Command(
        name = "disable",
        header = "Disables VMs: deletes their AccelNetVMs.",
        description = {
            "",
            "Their virtual functions are free for others then; those of a VM that runs, once its pod is gone. Where a VM was"
                    + " enabled by the label of its VirtualMachine, the label is taken away. VMs that are named are disabled"
                    + " unasked; about -l and --all it asks.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every VM is disabled, or the AccelNetVM that was named is deleted",
            "1:some VM isn't, or it isn't known whether it is, or none was since the question was answered with no",
            "2:an option is wrong, or the cluster can't be read; nothing was changed"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  accelnet vm disable web db -n shop", "  accelnet vm disable --all -n shop --yes"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class VmDisableCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            paramLabel = "VM",
            arity = "0..*",
            description =
                    "The VMs, by the names of their VirtualMachines or AccelNetVMs; NAMESPACE/NAME for one of another"
                            + " namespace. Where a name could mean several, accelnetvm.accelnet.io/NAME says which. - takes"
                            + " names from the standard input, also as kubectl get -o name writes them.")
    List<String> names = new ArrayList<>();

    @Mixin
    VmSelection selection = new VmSelection();

    @Mixin
    WritingOptions writing = new WritingOptions();

    VmDisableCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return WritingErrors.inWords(this::run);
    }

    private int run() throws IOException {
        writing.check();
        selection.check(names, writing.connection.areAboutAllNamespaces());
        writing.format().filter(format -> format != WritingOptions.Format.name).ifPresent(format -> {
            throw new BadRequestException("-o " + format + ": of what is deleted there is only -o name");
        });
        try (VmChange change = new VmChange(invocation, writing, selection)) {
            Optional<List<VmName>> named = change.named();
            VmDirectory directory = change.enabled(named);
            List<VmStep> steps = change.steps(directory)
                    .disable(named.map(directory::named).orElseGet(() -> selection.enabled(directory)));
            if (!selection.isByName() && !steps.isEmpty() && writing.dryRun() == DryRun.NONE) {
                change.pause();
                if (!new Question(invocation, writing.yes)
                        .isAgreed(Phrases.count(steps.size(), "VM")
                                + Phrases.agree(steps.size(), " loses its", " lose their")
                                + " virtual functions by this: "
                                + Phrases.list(steps.stream()
                                        .map(step -> step.vm().toString())
                                        .toList()))) {
                    return 1;
                }
            }
            int code = change.run(steps);
            if (steps.stream().anyMatch(VmStep.Disable.class::isInstance) && change.isGated()) {
                invocation
                        .err()
                        .println(
                                "Pods of VMs that aren't enabled wait at the gate: a VM that is stopped doesn't start on its"
                                        + " pool again until it is enabled.");
            }
            return code;
        }
    }
}
