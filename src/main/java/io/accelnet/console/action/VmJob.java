package io.accelnet.console.action;

import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ForeseenOutcomes;
import io.accelnet.cli.write.Refusal;
import io.accelnet.cli.write.VmOutcome;
import io.accelnet.cli.write.VmRun;
import io.accelnet.cli.write.VmWatch;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A change of VMs: first it is foreseen what it would do, then it is done to what was looked at, if somebody wants it. */
public final class VmJob {
    /** As long as the verbs wait for the operator's answer, if nobody says another time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How far it is. */
    public enum State {
        FORESEEN,
        RUNNING,
        DONE
    }

    private final String title;
    private final String button;
    private final int size;
    private final Optional<String> remark;
    private final ClusterActions actions;
    private final Planning planning;
    private final Terminal terminal;
    private final AtomicReference<State> state = new AtomicReference<>(State.FORESEEN);
    private final ConcurrentSkipListMap<VmId, VmOutcome> outcomes = new ConcurrentSkipListMap<>();
    private volatile Optional<String> trouble = Optional.empty();

    /** What is to be done, with the objects that were looked at; none once it is done, since these can be thousands. */
    private volatile List<VmStep> steps;

    private VmJob(
            String title,
            String button,
            List<VmStep> steps,
            Optional<String> remark,
            ClusterActions actions,
            Planning planning,
            Terminal terminal) {
        this.title = title;
        this.button = button;
        this.steps = List.copyOf(steps);
        this.size = steps.size();
        this.remark = remark;
        this.actions = actions;
        this.planning = planning;
        this.terminal = terminal;
    }

    /**
     * Foresees what steps would do.
     *
     * @param title what would be done, for people
     * @param button what does it, for people
     * @param remark what should be known besides
     * @param terminal where errors are told
     */
    static VmJob foreseen(
            String title,
            String button,
            List<VmStep> steps,
            Optional<String> remark,
            ClusterActions actions,
            Planning planning,
            Terminal terminal) {
        VmJob job = new VmJob(title, button, steps, remark, actions, planning, terminal);
        UnaryOperator<VmOutcome> decided = job.decided();
        job.run(DryRun.CLIENT, Optional.empty(), outcome -> job.tell(decided.apply(outcome)));
        return job;
    }

    /** What the operator would decide, as far as whoever asks may see what that depends on. */
    private UnaryOperator<VmOutcome> decided() {
        try {
            return ForeseenOutcomes.of(steps, planning.objects(), planning.planner(), planning.now())::of;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            trouble = Optional.of("What the operator would decide can't be foreseen: " + Refusal.words(e) + ".");
            return UnaryOperator.identity();
        }
    }

    /** Says that it is being done; answers whether nobody has said so before. */
    boolean begin() {
        boolean first = state.compareAndSet(State.FORESEEN, State.RUNNING);
        if (first) {
            trouble = Optional.empty();
            outcomes.clear();
        }
        return first;
    }

    /** Does it, and returns when it is done. */
    void carryOut() {
        try (VmWatch watch = actions.watch(namespaces())) {
            run(DryRun.NONE, Optional.of(watch), this::tell);
        } catch (KubernetesClientException e) {
            trouble = Optional.of("It couldn't be done: " + Refusal.words(e) + ".");
        } catch (BadRequestException e) {
            trouble = Optional.of("It couldn't be done: " + e.getMessage() + ".");
        } catch (RuntimeException e) {
            trouble = Optional.of(terminal.error(title, e));
        } finally {
            steps = List.of();
            planning.forget();
            state.set(State.DONE);
        }
    }

    /** What has to be known of it if the console ends now; empty if it isn't being done. */
    Optional<String> unfinished() {
        return state() == State.RUNNING
                ? Optional.of(title + ": " + outcomes.size() + " of " + Phrases.count(size, "VM")
                        + Phrases.agree(outcomes.size(), " was", " were")
                        + " done. The others may be untouched, or written without an answer of the operator yet:"
                        + " look at them, and do it again for those that lack it.")
                : Optional.empty();
    }

    private Collection<String> namespaces() {
        return steps.stream().map(step -> step.vm().namespace()).collect(Collectors.toCollection(TreeSet::new));
    }

    private void run(DryRun dryRun, Optional<VmWatch> watch, Consumer<VmOutcome> told) {
        try {
            new VmRun(actions.writer(dryRun), watch, PATIENCE).run(steps, _ -> {}, told);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void tell(VmOutcome outcome) {
        outcomes.put(outcome.vm(), outcome);
    }

    /** What is done, for people. */
    public String title() {
        return title;
    }

    /** What does it, for people. */
    public String button() {
        return button;
    }

    /** What should be known besides. */
    public Optional<String> remark() {
        return remark;
    }

    /** How far it is. */
    public State state() {
        return state.get();
    }

    /** How many VMs it is about. */
    public int size() {
        return size;
    }

    /** How it would go with each VM, or has gone, as far as that is known. */
    public SortedMap<VmId, VmOutcome> outcomes() {
        return new TreeMap<>(outcomes);
    }

    /** Why it can't be foreseen or done; empty if it can. */
    public Optional<String> trouble() {
        return trouble;
    }
}
