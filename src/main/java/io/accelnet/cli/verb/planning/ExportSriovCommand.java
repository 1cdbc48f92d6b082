package io.accelnet.cli.verb.planning;

import io.accelnet.cli.export.SriovExport;
import io.accelnet.cli.live.LiveHosts;
import io.accelnet.cli.manifest.BadInputException;
import io.accelnet.cli.manifest.Conditions;
import io.accelnet.cli.manifest.Loaded;
import io.accelnet.cli.manifest.Loader;
import io.accelnet.cli.manifest.Source;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import io.accelnet.cli.terminal.Version;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accelnet export sriov}. */
@Command(
        name = "sriov",
        header = "Writes SriovNetworkNodePolicies and SriovNetworks for intents.",
        description = {
            "",
            "From these the SR-IOV network operator makes the virtual functions and the networks of each intent. They go to the"
                    + " standard output, for Git: nothing is applied. Comments say which nodes would be drained: a port that gets"
                    + " another number of virtual functions loses all that it has.",
            ""
        },
        optionListHeading = "%nOutput:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:the manifests are written", "2:a manifest or an option is wrong; nothing was written"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  accelnet export sriov --context production > sriov.yaml",
            "  accelnet export sriov vm-ports -f manifests --virtual-functions 8"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ExportSriovCommand implements Callable<Integer> {
    private static final int LOWEST_PRIORITY = 99;
    private static final int MOST_FUNCTIONS = 2048;

    private final Invocation invocation;

    @Parameters(
            index = "0..*",
            arity = "0..*",
            paramLabel = "INTENT",
            description = "The NetworkIntents. Default: all that name a resource.")
    List<String> intents = new ArrayList<>();

    @ArgGroup(validate = false, heading = "%nInput:%n", order = 1)
    Input input = new Input();

    @Option(
            names = "--virtual-functions",
            paramLabel = "N",
            description =
                    "Each port gives so many, from number 0 on; also hosts that have no AccelNetNode yet. Default: those"
                            + " that AccelNetNodes state, or that are configured already.")
    @Nullable Integer virtualFunctions;

    @Option(
            names = "--priority",
            paramLabel = "N",
            defaultValue = "99",
            description = "The policies' priority, 0 (the highest) to 99. Default: ${DEFAULT-VALUE}.")
    int priority = LOWEST_PRIORITY;

    @Option(
            names = "--sriov-namespace",
            paramLabel = "NAME",
            description = "The SR-IOV network operator's namespace. Default: that of the SriovNetworkNodeStates, else"
                    + " sriov-network-operator.")
    @Nullable String sriovNamespace;

    @Option(
            names = "--network-namespace",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Where there shall be a network. May be given several times. Default: where AccelNetVMs of the"
                            + " intent's clusters are, else default.")
    List<String> networkNamespaces = new ArrayList<>();

    ExportSriovCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        check();
        ClusterObjects objects;
        List<SriovNetworkNodeState> states;
        if (input.isLive()) {
            LiveHosts live = LiveHosts.read(input.connection());
            objects = live.objects();
            states = live.states();
        } else {
            Loaded loaded = load();
            objects = loaded.objects();
            states = loaded.others().stream()
                    .filter(SriovNetworkNodeState.class::isInstance)
                    .map(SriovNetworkNodeState.class::cast)
                    .toList();
        }
        new SriovExport(
                        objects,
                        states,
                        new SriovExport.Options(
                                intents,
                                Optional.ofNullable(virtualFunctions),
                                priority,
                                Optional.ofNullable(sriovNamespace),
                                networkNamespaces))
                .write(invocation.out());
        return 0;
    }

    private void check() {
        input.check();
        if (virtualFunctions != null && (virtualFunctions < 1 || virtualFunctions > MOST_FUNCTIONS)) {
            throw new BadRequestException(
                    "--virtual-functions: " + virtualFunctions + " is not from 1 to " + MOST_FUNCTIONS);
        }
        if (priority < 0 || priority > LOWEST_PRIORITY) {
            throw new BadRequestException("--priority: " + priority + " is not from 0 to " + LOWEST_PRIORITY);
        }
        OptionNames.notEmpty(
                "--sriov-namespace",
                Optional.ofNullable(sriovNamespace).stream().toList());
        OptionNames.notEmpty("--network-namespace", networkNamespaces);
    }

    private Loaded load() throws IOException {
        Loaded loaded = new Loader(
                        Schemas.load(),
                        input.namespace,
                        Conditions.LEFT_OUT,
                        count -> {},
                        Set.of(SriovNetworkNodeState.class))
                .load(Source.of(input.files, input.recursive, invocation.in()));
        if (!loaded.problems().isEmpty()) {
            throw new BadInputException(loaded.problems(), "nothing is exported");
        }
        return loaded;
    }
}
