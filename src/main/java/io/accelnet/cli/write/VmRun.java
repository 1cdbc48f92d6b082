package io.accelnet.cli.write;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.change.OperatorAnswer;
import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.change.VmStep.Wanted;
import io.accelnet.cli.scenario.BadRequestException;
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
    private final DryRun dryRun;
    private final VmWrite write;
    private final Optional<VmWatch> watch;
    private final Duration timeout;

    /**
     * One run.
     *
     * @param watch tells what the operator answers; empty: that isn't waited for
     * @param timeout how long it is waited for, from the write on
     */
    public VmRun(ObjectWriter writer, Optional<VmWatch> watch, Duration timeout) {
        this.dryRun = writer.dryRun();
        this.write = new VmWrite(writer);
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
                case VmStep.Create create -> {
                    AccelNetVM written = write.create(create);
                    stored.accept(written);
                    yield answered(vm, create.wanted(), Kind.ENABLED, "", isAsNewAs(written));
                }
                case VmStep.Change change -> {
                    AccelNetVM written = write.change(change);
                    stored.accept(written);
                    yield answered(vm, change.wanted(), Kind.CHANGED, "", isAsNewAs(written));
                }
                case VmStep.Relabel relabel -> {
                    relabel(relabel, stored);
                    yield answered(
                            vm,
                            relabel.wanted().orElseThrow(),
                            Kind.CHANGED,
                            "by the label of its VirtualMachine",
                            _ -> true);
                }
                case VmStep.Disable disable -> disable(disable, stored);
            };
        } catch (UnansweredException e) {
            return new VmOutcome(vm, Kind.UNKNOWN, Objects.requireNonNull(e.getMessage()));
        } catch (BadRequestException e) {
            return new VmOutcome(vm, Kind.FAILED, Objects.requireNonNull(e.getMessage()));
        } catch (KubernetesClientException e) {
            return new VmOutcome(vm, Kind.FAILED, Refusal.words(e));
        }
    }

    private void relabel(VmStep.Relabel step, Consumer<HasMetadata> stored) throws InterruptedException {
        if (step.first().isPresent()) {
            stored.accept(write.change(step.first().get()));
        }
        try {
            write.relabel(step);
        } catch (KubernetesClientException e) {
            throw step.first().isPresent() ? afterHalf("its port policy is changed, and its level isn't", e) : e;
        }
        stored.accept(step.labels());
    }

    /** Of two writes the second one has failed. The first one stays done: whoever is told of a failure would think that nothing is. */
    private RuntimeException afterHalf(String done, KubernetesClientException e) {
        return dryRun == DryRun.NONE ? new BadRequestException(done + ": " + Refusal.words(e)) : e;
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
            return new VmOutcome(vm, unchanged || dryRun != DryRun.NONE ? good : Kind.WRITTEN, remark);
        }
        Predicate<AccelNetVM> isAsked =
                seen -> isMeant.test(seen) && wanted.settings().isAskedForBy(seen.getSpec());
        Optional<AccelNetVM> seen;
        try {
            seen = await(
                    wanted.object(),
                    found -> found.filter(isAsked)
                            .filter(each -> OperatorAnswer.of(each).verdict().isFinal())
                            .isPresent());
        } catch (KubernetesClientException e) {
            return notAwaited(vm, e);
        }
        return seen.filter(isAsked)
                .map(each -> VmOutcome.of(vm, each, good, remark))
                .orElseGet(() -> new VmOutcome(vm, Kind.WAITING, "the operator hasn't made its AccelNetVM yet"));
    }

    /** It is written all the same. */
    private static VmOutcome notAwaited(VmId vm, KubernetesClientException e) {
        return new VmOutcome(vm, Kind.WAITING, "what the operator answers can't be waited for: " + Refusal.words(e));
    }

    private VmOutcome disable(VmStep.Disable step, Consumer<HasMetadata> stored) throws InterruptedException {
        if (step.unlabel().isPresent()) {
            write.relabel(step.unlabel().get());
            stored.accept(step.unlabel().get().labels());
        }
        if (step.delete().isPresent()) {
            try {
                write.delete(step.delete().get());
            } catch (KubernetesClientException e) {
                throw step.unlabel().isPresent()
                        ? afterHalf(
                                "the label of its VirtualMachine is taken away, and its AccelNetVM isn't deleted", e)
                        : e;
            }
            stored.accept(step.delete().get());
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
        try {
            return await(name, found -> found.filter(isThatOne).isEmpty())
                    .filter(isThatOne)
                    .map(still -> new VmOutcome(step.vm(), Kind.WAITING, stillThere(still)))
                    .orElse(done);
        } catch (KubernetesClientException e) {
            return notAwaited(step.vm(), e);
        }
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
