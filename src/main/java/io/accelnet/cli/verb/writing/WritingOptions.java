package io.accelnet.cli.verb.writing;

import io.accelnet.cli.live.ConnectionOptions;
import io.accelnet.cli.live.PlanOptions;
import io.accelnet.cli.report.ObjectText;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.write.DryRun;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How something is written: what all verbs have in common that change a cluster. */
final class WritingOptions {
    /** What can be printed of objects. */
    enum Format {
        yaml,
        json,
        name
    }

    /** The words of --dry-run, for completion. */
    static final class DryRunWords extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        DryRunWords() {
            Stream.of(DryRun.values()).map(DryRun::toString).forEach(this::add);
        }
    }

    @Option(
            names = "--dry-run",
            paramLabel = "HOW",
            defaultValue = "none",
            completionCandidates = DryRunWords.class,
            order = 50,
            description =
                    "client: show what would be done, and send nothing; server: have the API server check it, and store"
                            + " nothing; none. Default: ${DEFAULT-VALUE}.")
    String dryRun = DryRun.NONE.toString();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 51,
            description =
                    "Write the objects as yaml, json or name instead of telling what was done. With --dry-run=client these"
                            + " are manifests for Git.")
    @Nullable Format output;

    @Option(
            names = {"-y", "--yes"},
            order = 52,
            description = "Don't ask, also if somebody would lose something.")
    boolean yes;

    @Option(
            names = "--wait",
            arity = "0..1",
            paramLabel = "true|false",
            defaultValue = "true",
            fallbackValue = "true",
            order = 53,
            description = "Wait for what the operator answers. Default: ${DEFAULT-VALUE}.")
    boolean wait = true;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "2m",
            order = 54,
            description = "How long to wait for it, such as 30s or 5m. Default: ${DEFAULT-VALUE}.")
    String timeout = "2m";

    @Option(
            names = "--force-conflicts",
            order = 55,
            description = "Change also what a GitOps tool keeps, or somebody has applied. It may be set back.")
    boolean forceConflicts;

    @Mixin
    PlanOptions plan = new PlanOptions();

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    /** Refuses what can't be meant, before anything is read. */
    void check() {
        connection.check();
        plan.check();
        dryRun();
        patience();
    }

    /** Whether something is written. */
    DryRun dryRun() {
        return Stream.of(DryRun.values())
                .filter(each -> each.toString().equals(dryRun.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new BadRequestException("--dry-run " + dryRun + ": one of none, client and server is needed"));
    }

    /** How long an answer of the operator is waited for; empty: it isn't. */
    Optional<Duration> patience() {
        Duration limit = ConnectionOptions.duration("--timeout", timeout);
        return wait && dryRun() == DryRun.NONE ? Optional.of(limit) : Optional.empty();
    }

    Optional<Format> format() {
        return Optional.ofNullable(output);
    }

    /** Where people are told what happens: beside the objects, if these are written. */
    PrintWriter story(Invocation invocation) {
        return output == null ? invocation.out() : invocation.err();
    }

    /** Writes objects in the format that was asked for. */
    void print(List<? extends HasMetadata> objects, Invocation invocation) throws IOException {
        ObjectText text = new ObjectText(invocation.out());
        if (output == null || objects.isEmpty()) {
            return;
        }
        switch (output) {
            case yaml -> text.yaml(objects);
            case json -> text.json(objects);
            case name -> text.names(objects);
        }
    }

    /** What the kubeconfig says. */
    Config config() {
        return connection.connection().config();
    }
}
