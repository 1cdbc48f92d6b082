package io.accelnet.console.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.write.VmOutcome;
import io.accelnet.console.KnownActions;
import io.accelnet.console.KnownFacts;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which changes are remembered, and for how long. */
class VmJobsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<VmId> WEB = List.of(new VmId("shop", "web"));

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private KnownFacts facts;

    @BeforeEach
    void start() throws IOException {
        facts = KnownFacts.samples();
    }

    /** Of actions that are done only once {@link #ended} is. */
    private VmJobs jobs(ClusterActions actions) {
        ClusterActions slow = KnownActions.but(actions, "watch", () -> {
            ended.join();
            throw new BadRequestException("the test has ended");
        });
        return new VmJobs(slow, new Planning(facts, slow), new Terminal(new PrintWriter(new StringWriter())));
    }

    private static void awaitEnd(VmJobs jobs, String job) {
        await().atMost(PATIENCE).until(() -> jobs.job(job).orElseThrow().state() == VmJob.State.DONE);
    }

    @Test
    void whatIsBeingDoneIsNotForgotten() {
        VmJobs jobs = jobs(new KnownActions(facts));
        String running = jobs.set(WEB, Performance.LOW);
        assertThat(jobs.start(running)).isTrue();

        List<String> looks = IntStream.range(0, 30)
                .mapToObj(_ -> jobs.set(WEB, Performance.HIGH))
                .toList();

        assertThat(jobs.job(running)).isPresent();
        assertThat(looks.stream().filter(name -> jobs.job(name).isPresent()))
                .as("of those that nobody has begun")
                .containsExactlyElementsOf(looks.subList(25, 30));
        assertThat(jobs.start(looks.getFirst())).as("one that is forgotten").isFalse();
        ended.complete(null);
        awaitEnd(jobs, running);
    }

    @Test
    void whatIsNotFinishedIsKnown() {
        VmJobs jobs = jobs(new KnownActions(facts));
        String running = jobs.set(WEB, Performance.LOW);
        assertThat(jobs.unfinished()).isEmpty();

        jobs.start(running);

        assertThat(jobs.unfinished())
                .singleElement()
                .asString()
                .startsWith("Give 1 VM performance Low: 0 of 1 VM were done. The others may be untouched");
        ended.complete(null);
        awaitEnd(jobs, running);
        assertThat(jobs.unfinished()).isEmpty();
    }

    /** What plans are made from is some seconds old, and what is to be changed isn't. */
    @Test
    void whatIsNewerThanThePlanIsNotForeseen() {
        AccelNetVM fresh = new KubernetesSerialization()
                .clone(facts.vms().objects().stream()
                        .filter(vm -> vm.getMetadata().getName().equals("web"))
                        .findFirst()
                        .orElseThrow());
        fresh.getMetadata().setName("fresh");
        VmJobs jobs = jobs(KnownActions.but(
                new KnownActions(facts),
                "vms",
                () -> new VmDirectory(List.of(fresh), facts.machines(), facts.clusters())));
        VmId name = new VmId("shop", "fresh");

        String job = jobs.set(List.of(name), Performance.LOW);

        assertThat(jobs.job(job).orElseThrow().outcomes().get(name)).satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(VmOutcome.Kind.WAITING);
            assertThat(outcome.words())
                    .isEqualTo("what the operator would decide isn't known yet: look again in some seconds");
        });
    }

    @Test
    void whatIsDoneKeepsNoObjects() {
        List<WeakReference<AccelNetVM>> looked = new ArrayList<>();
        KubernetesSerialization serialization = new KubernetesSerialization();
        VmJobs jobs = jobs(KnownActions.but(new KnownActions(facts), "vms", () -> {
            List<AccelNetVM> vms =
                    facts.vms().objects().stream().map(serialization::clone).toList();
            vms.forEach(vm -> looked.add(new WeakReference<>(vm)));
            return new VmDirectory(vms, facts.machines(), facts.clusters());
        }));
        // One has that already, and one would be changed: what is to be done to it has the object as it is.
        String done = jobs.set(List.of(new VmId("shop", "web"), new VmId("shop", "cache")), Performance.HIGH);

        jobs.start(done);
        ended.complete(null);
        awaitEnd(jobs, done);

        assertThat(looked).isNotEmpty();
        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return looked.stream().noneMatch(vm -> vm.get() != null);
        });
        assertThat(jobs.job(done).orElseThrow().size()).isEqualTo(2);
    }
}
