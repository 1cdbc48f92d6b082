package io.accelnet.operator.label;

import io.accelnet.operator.apply.EventWriter;
import io.accelnet.operator.apply.Transition;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.label.RequestedVmWriter.Result;
import io.accelnet.operator.planning.Backoff;
import io.accelnet.operator.planning.Signal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the labels of VirtualMachines ask for, on one thread: it looks at all of them, does what is to be done, and waits for
 * news. It goes by what there is, so that whatever was missed while nobody looked is done at the next look.
 */
public final class LabelFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LabelFollower.class);

    /** News that comes faster is one look. */
    private static final Duration SHORTEST_GAP = Duration.ofMillis(100);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** What somebody has to mend isn't tried again before that, unless it changes. */
    private static final Duration HINDERED = Duration.ofMinutes(5);

    private static final Duration REFUSED = Duration.ofSeconds(30);

    /** So many refusals in one look are enough: the next ones most likely have the same cause. */
    private static final int ENOUGH_REFUSALS = 10;

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Supplier<Optional<ClusterObjects>> objects;
    private final RequestedVmWriter writer;
    private final Consumer<Transition> events;
    private final Signal signal;
    private final BooleanSupplier leads;
    private final InstantSource clock;
    private final Thread thread;

    private final Map<ObjectKey, Failed> failed = new HashMap<>();
    private Set<Told> told = new HashSet<>();
    private boolean pending = true;
    private Instant notBefore = Instant.MIN;
    private volatile @Nullable String problem;
    private volatile boolean stopping;

    /** What was said of a VirtualMachine, which is said once as long as it is so. */
    private record Told(ObjectKey machine, String reason, String message) {
        static Told of(Step.Tell tell) {
            return new Told(ObjectKey.of(tell.machine()), tell.reason(), tell.message());
        }
    }

    /**
     * A step that couldn't be done.
     *
     * @param what the step, by what makes it another one
     * @param times how often it was tried
     * @param again when it is tried again
     * @param result how the last try ended
     */
    private record Failed(List<Object> what, int times, Instant again, Result result) {}

    /**
     * Looks as soon as it is started.
     *
     * @param objects all objects; empty while they aren't known yet
     * @param events takes what is told about VirtualMachines
     * @param signal says that there is news
     * @param leads whether this is the operator that writes
     * @param clock must not jump
     */
    public LabelFollower(
            Supplier<Optional<ClusterObjects>> objects,
            KubernetesClient client,
            EventWriter events,
            Signal signal,
            BooleanSupplier leads,
            InstantSource clock) {
        this.objects = objects;
        this.writer = new RequestedVmWriter(client, this::writes);
        this.events = events::record;
        this.signal = signal;
        this.leads = leads;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("accelnet-labels").daemon().unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** What keeps labels from being followed, if it is more than one VM's own affair. */
    public List<String> problems() {
        return Optional.ofNullable(problem).stream().toList();
    }

    @Override
    public void close() {
        stopping = true;
        signal.raise();
        try {
            if (thread.isAlive() && !thread.join(FAREWELL)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                pending |= signal.await(untilNextLook());
                if (!leads.getAsBoolean()) {
                    forget();
                    continue;
                }
                Instant now = clock.instant();
                if (stopping || now.isBefore(notBefore) || !(pending || isAnyDue(now))) {
                    continue;
                }
                look(now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever leads again looks at everything anew. */
    private void forget() {
        failed.clear();
        told.clear();
        problem = null;
        pending = true;
    }

    private void look(Instant now) {
        try {
            Optional<ClusterObjects> known = objects.get();
            if (known.isPresent()) {
                pending = false;
                follow(LabelledVirtualMachines.steps(known.get()), now);
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Labels of VirtualMachines can't be followed; the next look tries again");
            pending = true;
        }
        notBefore = clock.instant().plus(gap(Duration.between(now, clock.instant())));
    }

    /** Looking leaves as much time to others as it takes itself; what was left over for its refusals waits longest. */
    private Duration gap(Duration taken) {
        if (pending || taken.compareTo(LONGEST_WAIT) > 0) {
            return LONGEST_WAIT;
        }
        return taken.compareTo(SHORTEST_GAP) > 0 ? taken : SHORTEST_GAP;
    }

    private void follow(List<Step> steps, Instant now) {
        Set<Told> said = new HashSet<>();
        Set<ObjectKey> concerned = new HashSet<>();
        int refusals = 0;
        for (Step step : steps) {
            if (step instanceof Step.Tell tell) {
                tell(tell, said);
                continue;
            }
            ObjectKey key = ObjectKey.of(step.machine());
            concerned.add(key);
            if (!writes() || refusals >= ENOUGH_REFUSALS) {
                pending = true;
            } else if (isToBeTried(key, step, now)) {
                refusals += tryOnce(key, step) instanceof Result.Refused ? 1 : 0;
            }
            Optional.ofNullable(failed.get(key)).map(Failed::result).ifPresent(result -> {
                if (result instanceof Result.Hindered hindered) {
                    tell(hindered.why(), said);
                }
            });
        }
        failed.keySet().retainAll(concerned);
        told = said;
        refused();
    }

    private boolean writes() {
        return !stopping && leads.getAsBoolean();
    }

    /** A right that is missing, or somebody's policy, is said once. */
    private void refused() {
        Optional<String> found = failed.values().stream()
                .map(Failed::result)
                .filter(Result.Refused.class::isInstance)
                .map(result -> "AccelNetVMs that labels ask for can't be written: " + ((Result.Refused) result).why())
                .findFirst();
        if (found.isPresent() && problem == null) {
            LOG.warn(found.get());
        }
        problem = found.orElse(null);
    }

    private void tell(Step.Tell tell, Set<Told> said) {
        Told now = Told.of(tell);
        if (said.add(now) && !told.contains(now)) {
            events.accept(new Transition(tell.machine(), tell.warning(), tell.reason(), tell.message()));
        }
    }

    private boolean isToBeTried(ObjectKey key, Step step, Instant now) {
        @Nullable Failed before = failed.get(key);
        return before == null || !before.what().equals(identity(step)) || !now.isBefore(before.again());
    }

    private Result tryOnce(ObjectKey key, Step step) {
        Result result = switch (step) {
            case Step.Apply apply -> writer.apply(apply);
            case Step.Delete delete -> writer.delete(delete);
            case Step.Tell _ -> throw new IllegalArgumentException("nothing to write");
        };
        List<Object> what = identity(step);
        @Nullable Failed before = failed.get(key);
        int times = before != null && before.what().equals(what) ? before.times() + 1 : 0;
        if (result instanceof Result.Done) {
            failed.remove(key);
            LOG.atInfo()
                    .addKeyValue("machine", key)
                    .addKeyValue("step", step.getClass().getSimpleName())
                    .log("A label is followed");
        } else {
            LOG.atDebug()
                    .addKeyValue("machine", key)
                    .addKeyValue("result", result)
                    .log("A label can't be followed yet");
            failed.put(key, new Failed(what, times, clock.instant().plus(delay(result, times)), result));
        }
        return result;
    }

    private static Duration delay(Result result, int times) {
        return switch (result) {
            case Result.Hindered _, Result.LeftAlone _ -> HINDERED;
            case Result.Refused _ -> REFUSED;
            default -> Backoff.delay(times);
        };
    }

    /** What makes a step another one than before: also that the object has changed since, but not its status. */
    private static List<Object> identity(Step step) {
        return switch (step) {
            case Step.Apply apply ->
                List.of(
                        apply.spec(),
                        Optional.ofNullable(apply.machine().getMetadata().getUid()),
                        apply.present().map(vm -> vm.getMetadata().getUid()),
                        apply.present().map(vm -> vm.getMetadata().getGeneration()));
            case Step.Delete delete -> List.of(delete.present().getMetadata().getUid());
            case Step.Tell tell -> List.of(tell.reason(), tell.message());
        };
    }

    private boolean isAnyDue(Instant now) {
        return failed.values().stream().anyMatch(step -> !now.isBefore(step.again()));
    }

    private Duration untilNextLook() {
        Instant now = clock.instant();
        Instant due = pending
                ? now
                : failed.values().stream()
                        .map(Failed::again)
                        .min(Instant::compareTo)
                        .orElse(Instant.MAX);
        Instant allowed = due.isAfter(notBefore) ? due : notBefore;
        Instant latest = now.plus(LONGEST_WAIT);
        return leads.getAsBoolean()
                ? Duration.between(now, allowed.isBefore(latest) ? allowed : latest)
                        .plusMillis(1)
                : LONGEST_WAIT;
    }
}
