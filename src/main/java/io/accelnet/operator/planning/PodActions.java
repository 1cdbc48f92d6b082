package io.accelnet.operator.planning;

import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.apply.Transition;
import io.accelnet.operator.gate.Gate;
import io.accelnet.operator.gate.PodWriter;
import io.accelnet.operator.gate.PodWritten;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.MissingRequests;
import io.accelnet.operator.gather.RequestingPods;
import io.accelnet.plan.outcome.PodPlans;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what plans decide for pods: opens those that wait at the gate, deletes those that are refused, tells people what the others
 * wait for. If a pod isn't any more what the plan took it for, another plan is made.
 *
 * <p>A plan is made only when all requests of the last one are answered, and it sees what they have done ({@link OpenedPods}). Those that
 * no thread has begun can be withdrawn, so that thousands of pods that are opened at once hold up no plan for hosts that fail. An
 * opening that nobody answers counts as done, and is sent again as it is until somebody does. A pod whose request is refused is tried
 * again later each time, whatever plans say meanwhile.
 *
 * <p>Nothing is remembered beyond the process: a pod says itself what it was opened to. So it may be killed at any moment.
 */
public final class PodActions {
    private static final Logger LOG = LoggerFactory.getLogger(PodActions.class);

    /** The requests. Each is made over exactly the pod that it has read, and only if this operator leads after that. */
    public interface Requests {
        /** Opens a pod that waits at the gate. */
        PodWritten open(PodPlans.Opening opening, BooleanSupplier leads);

        /** Deletes a pod that isn't bound. */
        PodWritten delete(PodPlans.Pod pod, BooleanSupplier leads);

        /** Requests by this writer. */
        static Requests of(PodWriter writer) {
            return new Requests() {
                @Override
                public PodWritten open(PodPlans.Opening opening, BooleanSupplier leads) {
                    return writer.open(opening, leads);
                }

                @Override
                public PodWritten delete(PodPlans.Pod pod, BooleanSupplier leads) {
                    return writer.delete(pod, leads);
                }
            };
        }
    }

    /**
     * An opening that nobody has answered.
     *
     * @param due when it is sent again
     */
    private record Unanswered(PodPlans.Opening opening, Instant due, int failures) {}

    /** A pod for which the API server refuses what we ask. */
    private record Refusal(Instant until, int failures, String why) {}

    private final Requests requests;
    private final OpenedPods opened = new OpenedPods();
    private final PodEvents events;
    private final Executor threads;
    private final Signal signal;
    private final BooleanSupplier leads;
    private final InstantSource clock;

    /** The requests that no thread has begun yet, by the pod's UID. */
    private final Map<String, Runnable> waiting = new HashMap<>();

    private final Set<String> underWay = new HashSet<>();
    private final Map<String, Unanswered> unanswered = new HashMap<>();
    private final Map<String, Refusal> refusals = new HashMap<>();
    /** Something was dropped while this operator didn't lead, and nobody has decided it again since. */
    private boolean dropped;

    private volatile boolean ended;

    /**
     * Carries out nothing yet.
     *
     * @param requests makes the requests
     * @param events takes what people are told
     * @param threads make the requests
     * @param signal says that another plan is needed
     * @param leads whether this is the operator that plans and writes, and stays it until a request is answered
     * @param clock must not jump
     */
    public PodActions(
            Requests requests,
            Consumer<Transition> events,
            Executor threads,
            Signal signal,
            BooleanSupplier leads,
            InstantSource clock) {
        this.requests = requests;
        this.events = new PodEvents(events);
        this.threads = threads;
        this.signal = signal;
        this.leads = leads;
        this.clock = clock;
    }

    /** The pods as they are, our openings included. */
    public RequestingPods newest(RequestingPods cached) {
        synchronized (this) {
            unanswered
                    .keySet()
                    .retainAll(cached.pods().stream()
                            .filter(pod -> pod.getSpec() != null && Gate.holds(pod))
                            .map(pod -> pod.getMetadata().getUid())
                            .collect(Collectors.toSet()));
        }
        return new RequestingPods(opened.newest(cached.pods()), cached.unlisted());
    }

    /** Waits until all requests are answered; false if some aren't after this time. */
    synchronized boolean await(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (!underWay.isEmpty() || !waiting.isEmpty()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Takes back the requests that aren't begun yet: another plan decides again for these pods. */
    synchronized void withdraw() {
        waiting.clear();
        notifyAll();
    }

    /** Begins nothing any more. What is sent goes on, which can be {@link #await awaited}; what is only read so far is left alone. */
    synchronized void end() {
        ended = true;
        withdraw();
    }

    /** Does to pods what a plan says, without waiting for it. */
    void carryOut(PodPlans plans, ClusterObjects objects) {
        Map<String, Pod> pods = HashMap.newHashMap(objects.pods().pods().size());
        objects.pods().pods().forEach(pod -> pods.put(pod.getMetadata().getUid(), pod));
        forget(pods);
        for (PodPlans.Opening opening : plans.openings()) {
            Optional.ofNullable(pods.get(opening.pod().uid()))
                    .ifPresent(planned -> begin(opening.pod(), () -> open(opening, planned)));
        }
        for (PodPlans.Deletion deletion : plans.deletions()) {
            Optional.ofNullable(pods.get(deletion.pod().uid()))
                    .ifPresent(planned -> begin(deletion.pod(), () -> delete(deletion, planned, objects)));
        }
    }

    /**
     * Tells people what pods wait for, and which of them don't request what their VMs need.
     *
     * @param notes what a plan says of pods that wait
     */
    void tell(List<PodPlans.Note> notes, ClusterObjects objects) {
        List<PodPlans.Note> all = new ArrayList<>(notes);
        Set<String> noted = notes.stream().map(note -> note.pod().uid()).collect(Collectors.toSet());
        MissingRequests.of(objects).stream()
                .filter(note -> !noted.contains(note.pod().uid()))
                .forEach(all::add);
        events.tell(all, objects);
    }

    /**
     * Sends again what nobody has answered, and has decided again what was dropped while this operator didn't lead: who plans may have seen
     * nothing of that. To be called every second or so.
     */
    void tick() {
        List<Unanswered> due;
        synchronized (this) {
            if (dropped && writes()) {
                dropped = false;
                signal.mention();
            }
            Instant now = clock.instant();
            due = unanswered.values().stream()
                    .filter(each -> !each.due().isAfter(now))
                    .toList();
        }
        due.forEach(each -> begin(each.opening().pod(), () -> again(each.opening())));
    }

    /** It may have gone through the first time, which the watch will say, or the pod has changed in between, or both. */
    private void again(PodPlans.Opening opening) {
        PodWritten written = sent(opening.pod(), () -> requests.open(opening, this::writes));
        if (written instanceof PodWritten.Superseded && !writes()) {
            // Perhaps nothing was sent, since this operator may not lead for long: it stays due.
            return;
        }
        ended(
                opening,
                written instanceof PodWritten.Superseded
                        ? new PodWritten.Unanswered("the pod has changed", Duration.ZERO)
                        : written);
    }

    /** When something is tried again that the API server refuses; empty if it refuses nothing. */
    synchronized Optional<Instant> again() {
        return refusals.values().stream().map(Refusal::until).min(Instant::compareTo);
    }

    /** What keeps pods from being opened or deleted. */
    synchronized Optional<String> problem() {
        return refusals.entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .map(refused ->
                        "pods can't be opened or deleted: " + refused.getValue().why());
    }

    private synchronized void forget(Map<String, Pod> there) {
        refusals.keySet().retainAll(there.keySet());
    }

    private void begin(PodPlans.Pod pod, Runnable request) {
        synchronized (this) {
            if (!writes()) {
                dropped = true;
                return;
            }
            Refusal refusal = refusals.get(pod.uid());
            boolean waits = refusal != null && refusal.until().isAfter(clock.instant());
            if (waits || underWay.contains(pod.uid()) || waiting.putIfAbsent(pod.uid(), request) != null) {
                return;
            }
        }
        threads.execute(() -> {
            if (begins(pod, request)) {
                run(pod, request);
            }
        });
    }

    /** Somebody else may lead otherwise, or soon, who knows nothing of what we would do. */
    private boolean writes() {
        return !ended && leads.getAsBoolean();
    }

    /**
     * False if the request was withdrawn, also if there is another one for the pod by now; or if somebody else may lead meanwhile. The
     * pod is read afresh, so no version that is too old would stop it.
     */
    private synchronized boolean begins(PodPlans.Pod pod, Runnable request) {
        if (!waiting.remove(pod.uid(), request)) {
            return false;
        }
        if (writes()) {
            return underWay.add(pod.uid());
        }
        dropped = true;
        notifyAll();
        return false;
    }

    private void run(PodPlans.Pod pod, Runnable request) {
        try {
            request.run();
        } catch (RuntimeException e) {
            logged(pod, e);
            signal.mention();
        } finally {
            synchronized (this) {
                underWay.remove(pod.uid());
                notifyAll();
            }
        }
    }

    /** Whatever fails, it may have been done. */
    private static PodWritten sent(PodPlans.Pod pod, Supplier<PodWritten> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            logged(pod, e);
            return new PodWritten.Unanswered(Failures.describe(e), Duration.ZERO);
        }
    }

    private static void logged(PodPlans.Pod pod, RuntimeException failure) {
        LOG.atError()
                .addKeyValue("pod", pod.namespace() + "/" + pod.name())
                .setCause(failure)
                .log("A request failed");
    }

    private void open(PodPlans.Opening plan, Pod planned) {
        opened.opened(
                plan.pod().uid(),
                plan.places().stream().map(PodPlans.Place::hostname).collect(Collectors.toSet()));
        if (ended(plan, sent(plan.pod(), () -> requests.open(plan, this::writes)))) {
            events.opened(planned, plan.nodes());
        }
    }

    /** Whether the pod is open now. */
    private boolean ended(PodPlans.Opening opening, PodWritten written) {
        String uid = opening.pod().uid();
        switch (written) {
            case PodWritten.Done done -> succeeded(uid);
            case PodWritten.Superseded superseded -> {
                opened.notOpened(uid);
                signal.mention();
            }
            case PodWritten.Gone gone -> {
                succeeded(uid);
                opened.notOpened(uid);
            }
            case PodWritten.Refused refused -> {
                opened.notOpened(uid);
                refused(uid, refused.why());
            }
            case PodWritten.Unanswered open -> unanswered(opening, open);
        }
        return written instanceof PodWritten.Done;
    }

    private void delete(PodPlans.Deletion plan, Pod planned, ClusterObjects objects) {
        String uid = plan.pod().uid();
        switch (sent(plan.pod(), () -> requests.delete(plan.pod(), this::writes))) {
            case PodWritten.Done done -> {
                succeeded(uid);
                events.deleted(planned, plan, objects);
            }
            case PodWritten.Superseded superseded -> signal.mention();
            case PodWritten.Gone gone -> succeeded(uid);
            case PodWritten.Refused refused -> refused(uid, refused.why());
            case PodWritten.Unanswered open -> refused(uid, open.why());
        }
    }

    private synchronized void succeeded(String uid) {
        unanswered.remove(uid);
        refusals.remove(uid);
    }

    private synchronized void refused(String uid, String why) {
        unanswered.remove(uid);
        int failures =
                Optional.ofNullable(refusals.get(uid)).map(Refusal::failures).orElse(0);
        if (failures == 0) {
            LOG.atWarn().addKeyValue("why", why).log("A pod can't be opened or deleted, which is tried again");
        }
        refusals.put(uid, new Refusal(clock.instant().plus(Backoff.delay(failures)), failures + 1, why));
    }

    private synchronized void unanswered(PodPlans.Opening opening, PodWritten.Unanswered open) {
        String uid = opening.pod().uid();
        int failures = Optional.ofNullable(unanswered.get(uid))
                .map(Unanswered::failures)
                .orElse(0);
        Duration delay = Backoff.delay(failures);
        Duration asked = open.retryAfter();
        Instant due = clock.instant().plus(delay.compareTo(asked) > 0 ? delay : asked);
        unanswered.put(uid, new Unanswered(opening, due, failures + 1));
    }
}
