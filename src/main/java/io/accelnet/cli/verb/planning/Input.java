package io.accelnet.cli.verb.planning;

import io.accelnet.cli.live.Connection;
import io.accelnet.cli.live.PlanOptions;
import io.accelnet.cli.live.Scope;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.OptionNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the objects come from. */
final class Input extends PlanOptions {
    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FOLDER|FILE|-",
            description = "Manifests: all .yaml, .yml and .json files of a folder, a file, or - for the standard input."
                    + " May be given several times.")
    List<String> files = new ArrayList<>();

    @Option(
            names = {"-R", "--recursive"},
            description = "Take the folders in folders too.")
    boolean recursive;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = Scope.DEFAULT_NAMESPACE,
            description = "The namespace of objects that don't say theirs. Default: ${DEFAULT-VALUE}.")
    String namespace = Scope.DEFAULT_NAMESPACE;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Take a live cluster instead, as it is now. It is only read.")
    @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig, if it isn't the current one. Without --kubeconfig, that of"
                    + " $KUBECONFIG or ~/.kube/config.")
    @Nullable String context;

    /** Whether the options fit together. */
    @Override
    public void check() {
        super.check();
        OptionNames.notEmpty("-f", files);
        OptionNames.notEmpty("--namespace", List.of(namespace));
        if (isLive() && !files.isEmpty()) {
            throw new BadRequestException("-f and --kubeconfig or --context: one or the other");
        }
        if (!isLive() && files.isEmpty()) {
            throw new BadRequestException("say which manifests with -f, or which cluster with --context");
        }
    }

    boolean isLive() {
        return kubeconfig != null || context != null;
    }

    /** How the live cluster is reached. */
    Connection connection() {
        return Connection.to(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
    }
}
