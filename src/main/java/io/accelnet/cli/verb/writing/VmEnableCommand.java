package io.accelnet.cli.verb.writing;

import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.change.VmName;
import io.accelnet.cli.change.VmSettings;
import io.accelnet.cli.change.VmSettings.Ports;
import io.accelnet.cli.change.VmSteps;
import io.accelnet.cli.live.VmObjects;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import io.accelnet.cli.terminal.Version;
import io.accelnet.plan.VmId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accelnet vm enable}. */
@Command(
        name = "enable",
        header = "Enables VMs: makes an AccelNetVM for each VirtualMachine.",
        description = {
            "",
            "One line for each VM says what became of it. A VM that fails stops none of the others. With --all or -l it is about"
                    + " VirtualMachines that have SR-IOV interfaces; with --all, about those that aren't enabled yet.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every VM has what was asked for; or it is written, with --wait=false",
            "1:some VM is refused, or waits, or couldn't be written, or it isn't known whether it was",
            "2:an option is wrong, or the cluster can't be read; nothing was changed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  accelnet vm enable web db --performance Low -n shop",
            "  accelnet vm enable --all --performance Low -n shop",
            "  kubectl get vm -l app=web -o name | accelnet vm enable - --performance High"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class VmEnableCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            paramLabel = "VIRTUALMACHINE",
            arity = "0..*",
            description =
                    "The VirtualMachines; NAMESPACE/NAME for one of another namespace. - takes names from the standard"
                            + " input, also as kubectl get -o name writes them.")
    List<String> names = new ArrayList<>();

    @Mixin
    VmSelection selection = new VmSelection();

    @Option(
            names = "--performance",
            paramLabel = "Low|Medium|High",
            required = true,
            order = 3,
            description = "How fast their virtual functions shall be.")
    String performance = "";

    @Option(
            names = "--port-policy",
            paramLabel = "Any|Different",
            order = 4,
            description =
                    "From which ports the virtual functions come that a VM has of one pool. Default: as the cluster says.")
    @Nullable String portPolicy;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            order = 5,
            description = "The AccelNetCluster. Default: the only one that there is.")
    @Nullable String cluster;

    @Mixin
    WritingOptions writing = new WritingOptions();

    VmEnableCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return WritingErrors.inWords(this::run);
    }

    private int run() throws IOException {
        writing.check();
        selection.check(names, writing.connection.areAboutAllNamespaces());
        OptionNames.notEmpty("--cluster", Optional.ofNullable(cluster).stream().toList());
        VmSettings settings = new VmSettings(
                Optional.of(OptionNames.level(performance)),
                Optional.ofNullable(portPolicy).map(VmEnableCommand::ports));
        try (VmChange change = new VmChange(invocation, writing, selection)) {
            Optional<List<VmName>> named = change.named();
            String theirs = change.cluster(Optional.ofNullable(cluster));
            VmDirectory directory = change.directory(named, VmObjects.Machines.NEEDED);
            VmSteps steps = change.steps(directory);
            List<VmId> vms = named.map(
                            names -> names.stream().map(VmName::id).distinct().toList())
                    .orElseGet(() -> selection.machines(directory));
            return change.run(
                    vms.stream().map(vm -> steps.enable(vm, settings, theirs)).toList());
        }
    }

    /** The ports that a word of --port-policy stands for. */
    static Ports ports(String said) {
        return Ports.of(said)
                .orElseThrow(() ->
                        new BadRequestException("--port-policy " + said + ": one of Any and Different is needed"));
    }
}
