package io.accelnet.cli.verb.reading;

import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.PlannedHosts;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.report.TableText;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A verb that asks a cluster, or manifests in its place, and changes nothing. */
abstract class ReadingVerb implements Callable<Integer> {
    private final Invocation invocation;
    private final List<String> notes = new ArrayList<>();

    @Mixin
    ReadingOptions reading = new ReadingOptions();

    ReadingVerb(Invocation invocation) {
        this.invocation = invocation;
    }

    /** What it runs with. */
    final Invocation invocation() {
        return invocation;
    }

    @Override
    public final Integer call() throws IOException {
        check();
        int code = answered();
        notes.forEach(note -> TableText.wrap(note, "").forEach(invocation.err()::println));
        return code;
    }

    private int answered() throws IOException {
        try (Progress progress = new Progress(invocation.err(), invocation.showsProgress())) {
            progress.at("reading the cluster");
            try (ClusterReader reader = reading.reader(invocation)) {
                int code = answer(reader, progress);
                invocation.out().flush();
                return code;
            }
        }
    }

    /** All that plans are made from. What a reader should know of it is told beside the answer. */
    final PlannedObjects planned(ClusterReader reader, PlannedHosts hosts) {
        PlannedObjects planned = reader.planned(hosts);
        notes.addAll(planned.notes());
        return planned;
    }

    /** Refuses options that can't be meant, before anything is read. */
    void check() {}

    /** Answers, and says with which exit code. */
    abstract int answer(ClusterReader reader, Progress progress) throws IOException;
}
