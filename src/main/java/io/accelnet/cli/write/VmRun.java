package io.accelnet.cli.write;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.change.OperatorAnswer;
import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.change.VmStep.Wanted;
import io.accelnet.cli.write.VmOutcome.Kind;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Does what is to be done about many VMs, and waits for the operator's answer to each. A VM that fails keeps none of the others
 * waiting.
 */
public final class VmRun {
    /** So many requests are under way at a time: enough that a thousand VMs take seconds, and no more than kubectl's own burst. */
    private static final int AT_ONCE = 16;

    private final ObjectWriter writer;
    private final Optional<VmWatch> watch;
    private final Duration timeout;
    private final Semaphore requests = new Semaphore(AT_ONCE);

    /**
     * One run.
     *
     * @param watch tells what the operator answers; empty: that isn't waited for
     * @param timeout how long it is waited for, from the write on
     */
    public VmRun(ObjectWriter writer, Optional<VmWatch> watch, Duration timeout) {
        this.writer = writer;
        this.watch = watch;
        this.timeout = timeout;
    }

    /**
     * Does these steps.
     *
     * @param stored is given each object as it was written, on one thread at a time
     * @param told is told of each VM once it is known how it went, on one thread at a time
     */
    public void run(List<VmStep> steps, Consumer<HasMetadata> stored, Consumer<VmOutcome> told)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            Object turn = new Object();
            for (VmStep step : steps) {
                running.add(threads.submit(() -> {
                    List<HasMetadata> objects = new ArrayList<>();
                    VmOutcome outcome = outcome(step, objects::add);
                    synchronized (turn) {
                        objects.forEach(stored);
                        told.accept(outcome);
                    }
                    return outcome;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private VmOutcome outcome(VmStep step, Consumer<HasMetadata> stored) throws InterruptedException {
        VmId vm = step.vm();
        try {
            return switch (step) {
                case VmStep.Impossible impossible -> new VmOutcome(vm, Kind.FAILED, impossible.why());
                case VmStep.Nothing nothing ->
                    nothing.wanted()
                            .map(wanted -> answered(vm, wanted, Kind.UNCHANGED, nothing.words(), _ -> true))
                            .orElseGet(() -> new VmOutcome(vm, Kind.UNCHANGED, nothing.words()));
                case VmStep.Create create -> create(create, stored);
                case VmStep.Change change -> {
                    AccelNetVM written = changed(change);
                    stored.accept(written);
                    yield answered(vm, change.wanted(), Kind.CHANGED, "", isAsNewAs(written));
                }
                case VmStep.Relabel relabel -> {
                    if (relabel.first().isPresent()) {
                        stored.accept(changed(relabel.first().get()));
                    }
                    write(() -> writer.patch(relabel.machine(), relabel.patch()));
                    stored.accept(relabel.labels());
                    yield answered(
                            vm,
                            relabel.wanted().orElseThrow(),
                            Kind.CHANGED,
                            "by the label of its VirtualMachine",
                            _ -> true);
                }
                case VmStep.Disable disable -> disable(disable, stored);
            };
        } catch (KubernetesClientException e) {
            return new VmOutcome(vm, Kind.FAILED, Refusal.words(e));
        }
    }

    private AccelNetVM changed(VmStep.Change change) throws InterruptedException {
        return writer.dryRun() == DryRun.CLIENT
                ? change.changed()
                : write(() -> writer.patch(change.present(), change.patch()));
    }

    private interface Request<T> {
        T send();
    }

    private <T> T write(Request<T> request) throws InterruptedException {
        requests.acquire();
        try {
            return request.send();
        } finally {
            requests.release();
        }
    }

    private VmOutcome create(VmStep.Create step, Consumer<HasMetadata> stored) throws InterruptedException {
        AccelNetVM written;
        try {
            written = write(() -> writer.create(step.body(), AccelNetVM.class));
        } catch (KubernetesClientException e) {
            Optional<AccelNetVM> other = Refusal.isAlreadyThere(e)
                    ? Optional.ofNullable(
                            write(() -> writer.client().resource(step.body()).get()))
                    : Optional.empty();
            if (other.isEmpty()) {
                throw e;
            }
            // Either the answer to our own request was lost and it was sent again, or somebody else was faster.
            if (!other.get().getSpec().equals(step.body().getSpec())) {
                return new VmOutcome(
                        step.vm(), Kind.FAILED, "somebody else has enabled it meanwhile: look at it, and try again");
            }
            written = other.get();
        }
        stored.accept(written);
        return answered(step.vm(), step.wanted(), Kind.ENABLED, "", isAsNewAs(written));
    }

    private static Predicate<AccelNetVM> isAsNewAs(AccelNetVM written) {
        @Nullable String uid = written.getMetadata().getUid();
        @Nullable Long generation = written.getMetadata().getGeneration();
        return seen -> uid == null
                || generation == null
                || (uid.equals(seen.getMetadata().getUid())
                        && seen.getMetadata().getGeneration() >= generation);
    }

    /**
     * How it went with a VM that asks for something now.
     *
     * @param good what it is called if the VM has that
     * @param remark what is said of it besides
     * @param isMeant whether an AccelNetVM of the VM's name is the one that was written
     */
    private VmOutcome answered(VmId vm, Wanted wanted, Kind good, String remark, Predicate<AccelNetVM> isMeant) {
        if (watch.isEmpty()) {
            boolean unchanged = good == Kind.UNCHANGED;
            return new VmOutcome(vm, unchanged || writer.dryRun() != DryRun.NONE ? good : Kind.WRITTEN, remark);
        }
        Predicate<AccelNetVM> isAsked =
                seen -> isMeant.test(seen) && wanted.settings().isAskedForBy(seen.getSpec());
        Optional<AccelNetVM> seen = await(
                wanted.object(),
                found -> found.filter(isAsked)
                        .filter(each -> OperatorAnswer.of(each).verdict().isFinal())
                        .isPresent());
        return seen.filter(isAsked)
                .map(each -> VmOutcome.of(vm, each, good, remark))
                .orElseGet(() -> new VmOutcome(vm, Kind.WAITING, "the operator hasn't made its AccelNetVM yet"));
    }

    private VmOutcome disable(VmStep.Disable step, Consumer<HasMetadata> stored) throws InterruptedException {
        if (step.unlabel().isPresent()) {
            VmStep.Relabel unlabel = step.unlabel().get();
            write(() -> writer.patch(unlabel.machine(), unlabel.patch()));
            stored.accept(unlabel.labels());
        }
        if (step.delete().isPresent()) {
            AccelNetVM present = step.delete().get();
            stored.accept(write(() -> {
                writer.delete(present);
                return present;
            }));
        }
        VmOutcome done = new VmOutcome(
                step.vm(),
                step.others().isEmpty() ? Kind.DISABLED : Kind.DELETED,
                step.stillEnabled().orElse(""));
        if (watch.isEmpty() || step.present().isEmpty()) {
            return done;
        }
        AccelNetVM present = step.present().get();
        VmId name = new VmId(
                present.getMetadata().getNamespace(), present.getMetadata().getName());
        Predicate<AccelNetVM> isThatOne = seen -> Objects.equals(
                seen.getMetadata().getUid(), present.getMetadata().getUid());
        return await(name, found -> found.filter(isThatOne).isEmpty())
                .filter(isThatOne)
                .map(still -> new VmOutcome(step.vm(), Kind.WAITING, stillThere(still)))
                .orElse(done);
    }

    private static String stillThere(AccelNetVM vm) {
        List<String> finalizers = Objects.requireNonNullElse(vm.getMetadata().getFinalizers(), List.of());
        return finalizers.isEmpty()
                ? "the operator hasn't deleted its AccelNetVM yet"
                : "its AccelNetVM is being deleted, and waits for finalizers " + String.join(", ", finalizers)
                        + ", which aren't the operator's";
    }

    /** An AccelNetVM once it is as it is waited for, or as it is when that has taken too long. */
    private Optional<AccelNetVM> await(VmId vm, Predicate<Optional<AccelNetVM>> enough) {
        VmWatch news = watch.orElseThrow();
        try {
            return news.when(vm, enough).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return news.known(vm);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KubernetesClientException refused
                    ? refused
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return news.known(vm);
        }
    }
}
