package io.accelnet.cli;

import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.change.VmSteps;
import io.accelnet.plan.VmId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accelnet vm set}. */
@Command(
        name = "set",
        header = "Changes the performance of VMs that are enabled.",
        description = {
            "",
            "A VM whose new level doesn't fit keeps the old one. Where a VM was enabled by the label of its VirtualMachine, the"
                    + " label is changed.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every VM has what was asked for; or it is written, with --wait=false",
            "1:some VM keeps what it had, or is refused, or waits, or couldn't be written",
            "2:an option is wrong, or the cluster can't be read; nothing was changed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  accelnet vm set web --performance Medium -n shop",
            "  accelnet vm set -l app=web --performance High -A"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class VmSetCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            paramLabel = "VM",
            arity = "0..*",
            description =
                    "The VMs, by the names of their VirtualMachines or AccelNetVMs; NAMESPACE/NAME for one of another"
                            + " namespace. - takes names from the standard input, also as kubectl get -o name writes them.")
    List<String> names = new ArrayList<>();

    @Mixin
    VmSelection selection = new VmSelection();

    @Option(
            names = "--performance",
            paramLabel = "Low|Medium|High",
            required = true,
            completionCandidates = LevelWords.class,
            order = 3,
            description = "How fast their virtual functions shall be.")
    String performance = "";

    @Mixin
    WritingOptions writing = new WritingOptions();

    VmSetCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return WritingErrors.inWords(this::run);
    }

    private int run() throws IOException {
        writing.check();
        selection.check(names, writing.connection.allNamespaces);
        Performance level = WhatIfOptions.level(performance);
        try (VmChange change = new VmChange(invocation, writing, selection)) {
            Optional<List<VmId>> named = change.named();
            VmDirectory directory = change.directory(named, false);
            VmSteps steps = change.steps(directory);
            return change.run(named.orElseGet(() -> selection.enabled(directory)).stream()
                    .map(vm -> steps.set(vm, level))
                    .toList());
        }
    }
}
