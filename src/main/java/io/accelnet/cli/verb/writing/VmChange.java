package io.accelnet.cli.verb.writing;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.change.VmName;
import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.change.VmSteps;
import io.accelnet.cli.live.Connection;
import io.accelnet.cli.live.LiveCluster;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.live.Scope;
import io.accelnet.cli.live.VmObjects;
import io.accelnet.cli.live.WatchRights;
import io.accelnet.cli.manifest.Printable;
import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.TableText;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ForeseenOutcomes;
import io.accelnet.cli.write.ObjectWriter;
import io.accelnet.cli.write.Refusal;
import io.accelnet.cli.write.VmOutcome;
import io.accelnet.cli.write.VmRun;
import io.accelnet.cli.write.VmWatch;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One change of one or many VMs: a line for each with its outcome. */
final class VmChange implements AutoCloseable {
    private final Invocation invocation;
    private final WritingOptions options;
    private final VmSelection selection;
    private final KubernetesClient client;
    private final KubernetesClient patient;
    private final Scope scope;
    private final Progress progress;
    private final List<HasMetadata> written = new ArrayList<>();
    private final Map<VmOutcome.Kind, Integer> counts = new EnumMap<>(VmOutcome.Kind.class);

    VmChange(Invocation invocation, WritingOptions options, VmSelection selection) {
        this.invocation = invocation;
        this.options = options;
        this.selection = selection;
        Config config = options.config();
        this.scope = options.connection.scope(Optional.ofNullable(config.getNamespace()));
        this.client = Connection.client(config);
        this.patient = Connection.patient(config);
        this.progress = new Progress(invocation.err(), invocation.showsProgress());
    }

    /** The VMs that are named; empty if they are described. */
    Optional<List<VmName>> named() throws IOException {
        return selection.isByName()
                ? Optional.of(selection.named(scope.namespace().orElse(Scope.DEFAULT_NAMESPACE), invocation))
                : Optional.empty();
    }

    /**
     * What there is in the namespaces that matter.
     *
     * @param named the VMs that are named; empty if they are described
     * @param machines how much it takes to know the VirtualMachines
     */
    VmDirectory directory(Optional<List<VmName>> named, VmObjects.Machines machines) {
        progress.at("reading VMs");
        return VmObjects.directory(client, scopes(named), machines);
    }

    /** The same, of VMs that are enabled. */
    VmDirectory enabled(Optional<List<VmName>> named) {
        return directory(named, named.isPresent() ? VmObjects.Machines.HELPFUL : VmObjects.Machines.SEARCHED);
    }

    private List<Scope> scopes(Optional<List<VmName>> named) {
        return named.map(vms -> namespaces(vms.stream().map(VmName::id).toList()).stream()
                        .map(namespace -> new Scope(Optional.of(namespace)))
                        .toList())
                .orElseGet(() -> List.of(scope));
    }

    private static Collection<String> namespaces(Collection<VmId> vms) {
        return vms.stream().map(VmId::namespace).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What decides about each VM. */
    VmSteps steps(VmDirectory directory) {
        return new VmSteps(directory, ObjectWriter.FIELD_MANAGER, options.forceConflicts);
    }

    /** The AccelNetCluster that is meant: the one that is named, else the only one that there is. */
    String cluster(Optional<String> named) {
        List<String> clusters;
        try {
            clusters = LiveCluster.all(client, AccelNetCluster.class, Trimming::ours).stream()
                    .map(cluster -> cluster.getMetadata().getName())
                    .sorted()
                    .toList();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            // Who owns VMs needn't see clusters: then its name has to be known.
            return named.orElseThrow(
                    () -> new BadRequestException(Refusal.words(e) + ": say which AccelNetCluster with --cluster"));
        }
        if (clusters.isEmpty()) {
            throw new BadRequestException(
                    "there is no AccelNetCluster: accelnet enable CLUSTER --intent INTENT makes one");
        }
        if (named.isPresent()) {
            if (!clusters.contains(named.get())) {
                throw new BadRequestException("--cluster: there is no AccelNetCluster " + named.get() + ". There is "
                        + Phrases.list(clusters));
            }
            return named.get();
        }
        if (clusters.size() > 1) {
            throw new BadRequestException(
                    "there are several AccelNetClusters: say which with --cluster, of " + Phrases.list(clusters));
        }
        return clusters.getFirst();
    }

    /** Does these steps and tells of each; answers the exit code. */
    int run(List<VmStep> steps) throws IOException {
        if (steps.isEmpty()) {
            invocation.err().println("No VM is meant.");
            return 0;
        }
        Function<VmOutcome, VmOutcome> foreseen =
                options.dryRun() == DryRun.NONE ? outcome -> outcome : forecast(steps);
        int width =
                steps.stream().mapToInt(step -> shown(step.vm()).length()).max().orElse(0);
        int[] done = {0};
        Optional<VmWatch> watch = watch(steps);
        try {
            new VmRun(
                            new ObjectWriter(patient, options.dryRun()),
                            watch,
                            options.patience().orElse(Duration.ZERO))
                    .run(
                            steps,
                            written::add,
                            outcome -> progress.aside(() -> {
                                tell(foreseen.apply(outcome), width);
                                done[0]++;
                                progress.at(done[0] + " of " + steps.size() + " done");
                            }));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            watch.ifPresent(VmWatch::close);
        }
        progress.close();
        written.sort(Comparator.comparing(
                        (HasMetadata object) -> object.getMetadata().getNamespace())
                .thenComparing(object -> object.getMetadata().getName()));
        options.print(written, invocation);
        return sum(steps.size());
    }

    private Optional<VmWatch> watch(List<VmStep> steps) {
        if (options.patience().isEmpty()) {
            return Optional.empty();
        }
        Collection<String> namespaces =
                namespaces(steps.stream().map(VmStep::vm).toList());
        namespaces.forEach(namespace -> WatchRights.check(client, AccelNetVM.class, Optional.of(namespace)));
        return Optional.of(new VmWatch(client, namespaces));
    }

    /** Adds what the operator would decide, as far as whoever asks may see what that depends on. */
    private Function<VmOutcome, VmOutcome> forecast(List<VmStep> steps) {
        try {
            progress.at("planning");
            Instant now = invocation.clock().instant();
            PlannedObjects planned =
                    PlannedObjects.of(LiveCluster.readWithVirtualMachines(client), options.plan.hosts(), now);
            progress.aside(() -> {
                planned.notes().forEach(note -> TableText.wrap(note, "").forEach(invocation.err()::println));
                invocation.err().flush();
            });
            return ForeseenOutcomes.of(steps, planned.objects(), options.plan.planner(), now)::of;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            invocation.err().println("What the operator would decide can't be foreseen: " + Refusal.words(e) + ".");
            return outcome -> outcome;
        }
    }

    private void tell(VmOutcome outcome, int width) {
        counts.merge(outcome.kind(), 1, Integer::sum);
        if (options.format().isPresent() && outcome.kind().isGood()) {
            return;
        }
        Colours colours = options.format().isPresent() ? Colours.OFF : invocation.colours();
        String name = shown(outcome.vm());
        String word = outcome.kind().word() + options.dryRun().remark();
        options.story(invocation)
                .println(name
                        + " ".repeat(width - name.length() + 3)
                        + colours.paint(word, outcome.kind().mark())
                        + (outcome.words().isEmpty()
                                ? ""
                                : " ".repeat(Math.max(3, 12 - word.length())) + Printable.line(outcome.words())));
        options.story(invocation).flush();
    }

    private static String shown(VmId vm) {
        return Printable.line(vm.toString());
    }

    /** Says how many VMs ended how, if they are more than one; answers the exit code. */
    private int sum(int all) {
        if (all > 1) {
            progress.close();
            options.story(invocation)
                    .println(Phrases.count(all, "VM") + ": "
                            + counts.entrySet().stream()
                                    .map(each -> each.getValue() + " "
                                            + each.getKey().word())
                                    .collect(Collectors.joining(", "))
                            + options.dryRun().remark());
            options.story(invocation).flush();
        }
        return counts.keySet().stream().allMatch(VmOutcome.Kind::isGood) ? 0 : 1;
    }

    /** Whether VMs that aren't enabled can't start on some intent's resource. */
    boolean isGated() {
        return VmObjects.isGated(client);
    }

    /** Stops showing progress, to ask something. */
    void pause() {
        progress.close();
    }

    @Override
    public void close() {
        progress.close();
        patient.close();
        client.close();
    }
}
