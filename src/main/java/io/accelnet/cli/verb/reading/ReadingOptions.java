package io.accelnet.cli.verb.reading;

import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.ConnectionOptions;
import io.accelnet.cli.live.LiveReader;
import io.accelnet.cli.live.ManifestsReader;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a verb that only reads is told of: a live cluster, or manifests in its place. */
final class ReadingOptions {
    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FOLDER|FILE|-",
            order = 110,
            description =
                    "No live cluster, but manifests with their statuses, as kubectl get -o yaml and accelnet plan -o yaml write"
                            + " them. May be given several times.")
    List<String> files = new ArrayList<>();

    @Option(
            names = {"-R", "--recursive"},
            order = 111,
            description = "Take the folders in folders too.")
    boolean recursive;

    /** A reader; to be closed. */
    ClusterReader reader(Invocation invocation) throws IOException {
        connection.check();
        OptionNames.notEmpty("-f", files);
        if (files.isEmpty()) {
            return new LiveReader(connection, invocation.clock());
        }
        if (connection.nameACluster()) {
            throw new BadRequestException("-f and --kubeconfig, --context or --as: one or the other");
        }
        return ManifestsReader.of(files, recursive, connection.scope(Optional.empty()), invocation);
    }
}
