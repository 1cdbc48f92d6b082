package io.accelnet.cli.verb.writing;

import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.change.VmName;
import io.accelnet.cli.change.VmSettings;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import io.accelnet.cli.terminal.Version;
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

/** {@code accelnet vm set}. */
@Command(
        name = "set",
        header = "Changes what VMs that are enabled ask for.",
        description = {
            "",
            "A VM keeps what it has while what is new doesn't fit. Where a VM was enabled by the label of its VirtualMachine, the"
                    + " label is changed for another performance.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every VM has what was asked for; or it is written, with --wait=false",
            "1:some VM keeps what it had, or is refused, or waits, or couldn't be written, or it isn't known whether it"
                    + " was",
            "2:an option is wrong, or the cluster can't be read; nothing was changed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  accelnet vm set web --performance Medium -n shop",
            "  accelnet vm set -l app=web --performance High -A",
            "  accelnet vm set db --port-policy Different -n shop"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class VmSetCommand implements Callable<Integer> {
    private static final String PORT_POLICY = "port-policy";

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

    @Option(
            names = "--performance",
            paramLabel = "Low|Medium|High",
            order = 3,
            description = "How fast their virtual functions shall be.")
    @Nullable String performance;

    @Option(
            names = "--port-policy",
            paramLabel = "Any|Different",
            order = 4,
            description = "From which ports the virtual functions come that a VM has of one pool.")
    @Nullable String portPolicy;

    @Option(
            names = "--unset",
            paramLabel = "port-policy",
            order = 5,
            description = "Take away what --port-policy has set: it is as the cluster says again.")
    @Nullable String unset;

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
        selection.check(names, writing.connection.areAboutAllNamespaces());
        VmSettings settings = settings();
        try (VmChange change = new VmChange(invocation, writing, selection)) {
            Optional<List<VmName>> named = change.named();
            VmDirectory directory = change.enabled(named);
            return change.run(change.steps(directory)
                    .set(named.map(directory::named).orElseGet(() -> selection.enabled(directory)), settings));
        }
    }

    private VmSettings settings() {
        if (unset != null && !unset.equals(PORT_POLICY) && !unset.equals("--" + PORT_POLICY)) {
            throw new BadRequestException("--unset " + unset + ": " + PORT_POLICY + " is needed");
        }
        if (unset != null && portPolicy != null) {
            throw new BadRequestException("--port-policy and --unset " + unset + ": one or the other");
        }
        VmSettings settings = new VmSettings(
                Optional.ofNullable(performance).map(OptionNames::level),
                unset != null
                        ? Optional.of(VmSettings.Ports.AS_THE_CLUSTER_SAYS)
                        : Optional.ofNullable(portPolicy).map(VmEnableCommand::ports));
        if (settings.level().isEmpty() && settings.ports().isEmpty()) {
            throw new BadRequestException("say what to change, such as --performance High: see accelnet vm set --help");
        }
        return settings;
    }
}
