package io.accelnet.console.tab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NewestQuestionTest {
    private final NewestQuestion questions = new NewestQuestion();

    @Test
    void onlyTheNewestOfAPageIsAnswered() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        // It has begun, so it is answered; what waits behind it is overtaken.
        CompletableFuture<Optional<Integer>> first = CompletableFuture.supplyAsync(() -> questions.ask("page", () -> {
            begun.countDown();
            await(asked);
            return 1;
        }));
        begun.await();
        CompletableFuture<Optional<Integer>> second = waiting("page", 2);
        CompletableFuture<Optional<Integer>> third = waiting("page", 3);
        CompletableFuture<Optional<Integer>> other = waiting("another", 4);
        asked.countDown();

        assertThat(first.join()).contains(1);
        assertThat(second.join()).isEmpty();
        assertThat(third.join()).contains(3);
        assertThat(other.join()).contains(4);
    }

    /** A question that waits already when this returns. */
    private CompletableFuture<Optional<Integer>> waiting(String page, int answer) {
        CompletableFuture<Optional<Integer>> answered = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> answered.complete(questions.ask(page, () -> answer)));
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return answered;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void onePageAfterTheOtherIsAnswered() {
        for (int page = 0; page < 200; page++) {
            assertThat(questions.ask("page " + page, () -> 1)).contains(1);
            assertThat(questions.ask("the same", () -> 2)).contains(2);
        }
    }
}
