package io.accelnet.cli.verb.writing;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.change.ConsequenceText;
import io.accelnet.cli.change.Consequences;
import io.accelnet.cli.change.OperatorAnswer;
import io.accelnet.cli.live.Connection;
import io.accelnet.cli.live.LiveCluster;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.live.WatchRights;
import io.accelnet.cli.manifest.Printable;
import io.accelnet.cli.report.TableText;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Edit;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Question;
import io.accelnet.cli.write.ClusterWrite;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ObjectWriter;
import io.accelnet.cli.write.Refusal;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.plan.Phrases;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One change of one AccelNetCluster: what it would do is shown, then it is made, then the operator's answer is waited for. */
final class ClusterChange implements AutoCloseable {
    private final Invocation invocation;
    private final WritingOptions options;
    private final String name;
    private final KubernetesClient client;
    private final KubernetesClient patient;
    private final ClusterWrite write;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    ClusterChange(Invocation invocation, WritingOptions options, String name) {
        this.invocation = invocation;
        this.options = options;
        this.name = name;
        Config config = options.config();
        this.client = Connection.client(config);
        this.patient = Connection.patient(config);
        this.write = new ClusterWrite(name, new ObjectWriter(patient, options.dryRun()));
        this.progress = new Progress(invocation.err(), invocation.showsProgress());
    }

    /** Writes it. */
    ClusterWrite write() {
        return write;
    }

    /** The AccelNetCluster as it is; empty if there is none. */
    Optional<AccelNetCluster> present() {
        progress.at("reading the cluster");
        // A missing kind is told by a list, and looks like a missing object to a single read.
        return LiveCluster.all(client, AccelNetCluster.class, cluster -> cluster).stream()
                .filter(cluster -> cluster.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** The AccelNetCluster as it is; one that is on the way out can't be changed. */
    AccelNetCluster required() {
        AccelNetCluster cluster = present()
                .orElseThrow(() -> new BadRequestException("there is no AccelNetCluster " + name + ": accelnet enable "
                        + name + " --intent INTENT makes one"));
        refuseDeleted(cluster);
        return cluster;
    }

    /** Deletion takes so long only if somebody has put a finalizer there: the operator puts none. */
    static void refuseDeleted(AccelNetCluster cluster) {
        if (cluster.getMetadata().getDeletionTimestamp() != null) {
            throw new BadRequestException(beingDeleted(cluster));
        }
    }

    private static String beingDeleted(AccelNetCluster cluster) {
        List<String> finalizers =
                Objects.requireNonNullElse(cluster.getMetadata().getFinalizers(), List.of());
        return "AccelNetCluster " + cluster.getMetadata().getName() + " is being deleted"
                + (finalizers.isEmpty()
                        ? ""
                        : ", and waits for finalizers " + String.join(", ", finalizers)
                                + ". They aren't the operator's: whoever put them there takes them away");
    }

    /** Refuses intents that aren't there. */
    void refuseMissingIntents(AccelNetClusterSpec spec) {
        TreeSet<String> known = new TreeSet<>();
        LiveCluster.all(client, NetworkIntent.class, Trimming::ours)
                .forEach(intent -> known.add(intent.getMetadata().getName()));
        List<String> missing = spec.allIntentNames().stream()
                .filter(intent -> !known.contains(intent))
                .toList();
        if (!missing.isEmpty()) {
            throw new BadRequestException("Intent_not_found: there is no NetworkIntent " + Phrases.list(missing) + ". "
                    + (known.isEmpty()
                            ? "There is none at all: create it first"
                            : "There is " + Phrases.list(List.copyOf(known))
                                    + ": name one of these, or create it first"));
        }
    }

    /**
     * Shows what the change would do to whom, and asks if somebody would lose something.
     *
     * @param headline what would be done, as a sentence
     * @param dropped the intents that the cluster would have no more, though nobody has named them
     * @return whether it shall be done
     */
    boolean isAgreed(String headline, Edit change, List<String> dropped) throws IOException {
        if (options.patience().isPresent()) {
            WatchRights.check(client, AccelNetCluster.class, Optional.empty());
        }
        Optional<Consequences> foreseen;
        Optional<String> unforeseen = Optional.empty();
        try {
            foreseen = Optional.of(consequences(change));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            foreseen = Optional.empty();
            unforeseen = Optional.of(Refusal.words(e));
        }
        PrintWriter story = options.story(invocation);
        Optional<Consequences> shown = foreseen;
        progress.aside(() -> {
            story.println(headline);
            shown.ifPresent(consequences -> new ConsequenceText(story).print(consequences));
            notes.forEach(note -> TableText.wrap(note, "").forEach(story::println));
            story.flush();
        });
        if (options.dryRun() != DryRun.NONE) {
            unforeseen.ifPresent(why -> story.println("What it would do to whom can't be foreseen: " + why + "."));
            return true;
        }
        progress.close();
        int losers = foreseen.map(Consequences::losers).orElse(0);
        List<String> reasons = new ArrayList<>();
        if (!dropped.isEmpty()) {
            reasons.add("AccelNetCluster " + name + " would lose "
                    + Phrases.agree(dropped.size(), "NetworkIntent ", "NetworkIntents ") + Phrases.list(dropped));
        }
        unforeseen.ifPresent(why -> reasons.add("What it would do to whom can't be foreseen: " + why));
        if (losers > 0) {
            reasons.add(Phrases.count(losers, "VM") + Phrases.agree(losers, " loses", " lose") + " something by this");
        }
        return reasons.isEmpty() || new Question(invocation, options.yes).isAgreed(String.join(". ", reasons));
    }

    private Consequences consequences(Edit change) {
        Instant now = invocation.clock().instant();
        PlannedObjects planned = PlannedObjects.of(LiveCluster.read(client, false), options.plan.hosts(), now);
        notes.addAll(planned.notes());
        progress.at("planning " + Phrases.count(planned.objects().vms().size(), "VM") + " on "
                + Phrases.count(planned.objects().nodes().size(), "node"));
        return Consequences.of(name, planned.objects(), change, options.plan.planner(), now);
    }

    /** Says what was done, or writes the object. */
    void tell(AccelNetCluster written, String done) throws IOException {
        if (options.format().isPresent()) {
            options.print(List.of(written), invocation);
        } else {
            invocation
                    .out()
                    .println("accelnetcluster.accelnet.io/" + name + " " + done
                            + options.dryRun().remark());
            invocation.out().flush();
        }
    }

    /** Waits for what the operator answers, and says it; answers the exit code. */
    int awaitAnswer(AccelNetCluster written) {
        Optional<Duration> patience = options.patience();
        if (patience.isEmpty()) {
            return 0;
        }
        long generation =
                Optional.ofNullable(written.getMetadata().getGeneration()).orElse(0L);
        AccelNetCluster last;
        try {
            last = await(
                            cluster -> cluster != null
                                    && Optional.ofNullable(cluster.getMetadata().getGeneration())
                                                    .orElse(0L)
                                            >= generation
                                    && OperatorAnswer.of(cluster).verdict().isFinal(),
                            patience.get())
                    .orElse(written);
        } catch (KubernetesClientException e) {
            return notAwaited(e);
        }
        OperatorAnswer answer = OperatorAnswer.of(last);
        PrintWriter story = options.story(invocation);
        String why = (answer.reason().isEmpty() ? "" : answer.reason() + ": ") + answer.message();
        story.println(
                switch (answer.verdict()) {
                    case READY -> "AccelNetCluster " + name + " is enabled. " + sums(last);
                    case REFUSED -> "AccelNetCluster " + name + " isn't as it should be. " + why;
                    case WAITING, PENDING ->
                        "AccelNetCluster " + name + " isn't ready after " + options.timeout + ". " + why;
                });
        story.flush();
        return answer.verdict() == OperatorAnswer.Verdict.READY ? 0 : 1;
    }

    private static String sums(AccelNetCluster cluster) {
        return Optional.ofNullable(cluster.getStatus())
                .flatMap(status -> Optional.ofNullable(status.reserve()))
                .map(reserve -> Phrases.count(reserve.nodes(), "node") + ", of which " + reserve.failuresToTolerate()
                        + " may be down at once; " + Phrases.count(reserve.available(), "virtual function")
                        + " available.")
                .orElse("");
    }

    /** Waits until the cluster is gone; answers the exit code. */
    int awaitEnd() {
        Optional<Duration> patience = options.patience();
        if (patience.isEmpty()) {
            return 0;
        }
        Optional<AccelNetCluster> last;
        try {
            last = await(Objects::isNull, patience.get());
        } catch (KubernetesClientException e) {
            return notAwaited(e);
        }
        last.ifPresent(still -> {
            options.story(invocation).println(beingDeleted(still) + ".");
            options.story(invocation).flush();
        });
        return last.isEmpty() ? 0 : 1;
    }

    /** It is written all the same. */
    private int notAwaited(KubernetesClientException e) {
        invocation.err().println("What the operator answers can't be waited for: " + Refusal.words(e) + ".");
        return 1;
    }

    /** The cluster once it is so, or as it is when that has taken too long; empty if it is gone. */
    private Optional<AccelNetCluster> await(Predicate<AccelNetCluster> enough, Duration patience) {
        try (Progress waiting = new Progress(invocation.err(), invocation.showsProgress())) {
            waiting.at("waiting for the operator");
            return Optional.ofNullable(client.resources(AccelNetCluster.class)
                    .withName(name)
                    .waitUntilCondition(
                            cluster -> {
                                if (cluster != null) {
                                    waiting.at("waiting: "
                                            + Printable.line(
                                                    OperatorAnswer.of(cluster).message()));
                                }
                                return enough.test(cluster);
                            },
                            patience.toMillis(),
                            TimeUnit.MILLISECONDS));
        } catch (KubernetesClientTimeoutException e) {
            return Optional.ofNullable(
                    client.resources(AccelNetCluster.class).withName(name).get());
        }
    }

    @Override
    public void close() {
        progress.close();
        patient.close();
        client.close();
    }
}
