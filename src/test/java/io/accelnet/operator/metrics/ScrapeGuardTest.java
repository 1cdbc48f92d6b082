package io.accelnet.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody reads metrics whom the API server doesn't allow it, and it isn't asked more often than needed. */
class ScrapeGuardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KNOWN = "known";

    private final Map<String, Verdict> says = new ConcurrentHashMap<>(Map.of(KNOWN, Verdict.ALLOWED));
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean answers = true;
    private volatile Instant now = Instant.EPOCH;

    private final ScrapeGuard guard = new ScrapeGuard(
            token -> {
                asked.incrementAndGet();
                if (!answers) {
                    throw new IllegalStateException("no answer");
                }
                return says.getOrDefault(token, Verdict.UNAUTHENTICATED);
            },
            () -> now);

    @Test
    void whatTheApiServerSaysHolds() {
        says.put("other", Verdict.FORBIDDEN);

        assertThat(guard.judge(KNOWN)).isEqualTo(Verdict.ALLOWED);
        assertThat(guard.judge("other")).isEqualTo(Verdict.FORBIDDEN);
        assertThat(guard.judge("nobody's")).isEqualTo(Verdict.UNAUTHENTICATED);
    }

    @Test
    void theSameTokenIsAskedForOnceAMinute() {
        guard.judge(KNOWN);
        now = now.plusSeconds(59);
        guard.judge(KNOWN);
        assertThat(asked).hasValue(1);

        now = now.plusSeconds(1);
        says.put(KNOWN, Verdict.UNAUTHENTICATED);

        assertThat(guard.judge(KNOWN)).as("a token that was taken back").isEqualTo(Verdict.UNAUTHENTICATED);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoWasRefusedMayComeBackAfterTenSeconds() {
        says.put(KNOWN, Verdict.FORBIDDEN);
        guard.judge(KNOWN);
        says.put(KNOWN, Verdict.ALLOWED);
        now = now.plusSeconds(9);
        assertThat(guard.judge(KNOWN)).isEqualTo(Verdict.FORBIDDEN);

        now = now.plusSeconds(1);

        assertThat(guard.judge(KNOWN)).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void whileTheApiServerSaysNothingNobodyIsLetIn() {
        guard.judge(KNOWN);
        answers = false;
        assertThat(guard.judge(KNOWN)).as("until its time is over").isEqualTo(Verdict.ALLOWED);

        now = now.plusSeconds(60);

        assertThat(guard.judge(KNOWN)).isEqualTo(Verdict.UNKNOWN);
        assertThat(guard.judge("another")).isEqualTo(Verdict.UNKNOWN);
        answers = true;
        now = now.plusSeconds(1);
        assertThat(guard.judge(KNOWN)).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void aFloodOfTokensIsNoFloodOfReviews() {
        IntStream.range(0, 10_000).forEach(number -> guard.judge("bad-" + number));

        assertThat(asked).hasValue(10);
        assertThat(guard.judge("late")).isEqualTo(Verdict.BUSY);
        now = now.plusSeconds(3);
        IntStream.range(0, 10_000).forEach(number -> guard.judge("worse-" + number));
        assertThat(asked).hasValue(13);
    }

    @Test
    void aFloodKeepsNobodyOutWhoseTokenIsKnown() {
        guard.judge(KNOWN);
        for (int minute = 0; minute < 60; minute++) {
            now = now.plusSeconds(60);
            for (int number = 0; number < 1_000; number++) {
                guard.judge("bad-" + minute + "-" + number);
            }
            assertThat(guard.judge(KNOWN)).isEqualTo(Verdict.ALLOWED);
        }
    }

    @Test
    void whoComesAtTheSameTimeWithTheSameTokenSharesTheAnswer() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        ScrapeGuard slow = new ScrapeGuard(
                token -> {
                    asked.incrementAndGet();
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return Verdict.ALLOWED;
                },
                () -> now);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Verdict>> verdicts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                verdicts.add(threads.submit(() -> slow.judge(KNOWN)));
            }
            await().atMost(PATIENCE).untilAtomic(asked, is(1));
            answer.countDown();
            for (Future<Verdict> verdict : verdicts) {
                assertThat(verdict.get()).isEqualTo(Verdict.ALLOWED);
            }
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatCantBeATokenIsNotAskedFor() {
        assertThat(guard.judge("")).isEqualTo(Verdict.UNAUTHENTICATED);
        assertThat(guard.judge("x".repeat(20_000))).isEqualTo(Verdict.UNAUTHENTICATED);
        assertThat(asked).hasValue(0);
    }
}
