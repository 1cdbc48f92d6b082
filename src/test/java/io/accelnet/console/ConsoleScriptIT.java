package io.accelnet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.console.action.ClusterActions;
import io.accelnet.console.action.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What pages do by their script, in a genuine browser. The test says what is known of the cluster, and when the planner answers. */
class ConsoleScriptIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final By OUTCOME = By.id("outcome");

    /** The name is typed on; in the same moment it is looked whether it can be saved. */
    private static final String TYPE_ON = """
            const name = document.querySelector('#settings [name=cluster]');
            name.value += '-east';
            name.dispatchEvent(new Event('input', {bubbles: true}));
            return document.querySelectorAll('#save button:not([disabled])').length""";

    /** Nobody is asked while somebody types: two seconds are enough for the answer that is on its way. */
    private static final String TYPE_ON_FOR_A_WHILE = """
            const name = document.querySelector('#settings [name=cluster]');
            name.value += '-east';
            const typing = setInterval(() => name.dispatchEvent(new Event('input', {bubbles: true})), 50);
            setTimeout(() => clearInterval(typing), 2000);
            name.dispatchEvent(new Event('input', {bubbles: true}))""";

    /** Remembers all that could be saved from now on. */
    private static final String REMEMBER = """
            window.offered = new Set();
            new MutationObserver(() => document.querySelectorAll('#save button:not([disabled])')
                .forEach(button => window.offered.add(button.textContent)))
                .observe(document.getElementById('outcome'), {childList: true, subtree: true, attributes: true})""";

    private static final String OFFERED = "return Array.from(window.offered)";

    /** Who has it keeps the planner from answering. */
    private final Semaphore answers = new Semaphore(1);

    private Console console;
    private Chromium browser;

    @BeforeEach
    void start() throws IOException {
        browser = Chromium.start("what pages do by their script");
        KnownActions known = new KnownActions(KnownFacts.samples());
        ClusterActions held = KnownActions.but(known, "now", () -> {
            answers.acquireUninterruptibly();
            answers.release();
            return known.now();
        });
        console = new Console(known.facts(), held, "east", 0, new Terminal(new PrintWriter(new StringWriter())));
        browser.open(console.address());
        await().atMost(PATIENCE).until(() -> browser.path().equals("/overview"));
    }

    @AfterEach
    void end() {
        browser.close();
        console.close();
    }

    @Test
    void aClusterIsDisabledByItsButton() {
        browser.tab("Status");
        browser.click("Disable cluster east …");
        browser.awaitText(By.id("content"), "4 VMs lose something by this.", "Nothing is changed yet.");
        browser.tab("Status");
        browser.tabTo("disable");
        browser.press(Keys.ENTER);
        browser.awaitText(By.id("content"), "Nothing is changed yet.");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void nothingIsSavedButTheAnswerToWhatStandsThere() {
        browser.open(settingsOfAnother());
        browser.type(By.name("cluster"), "prod");
        browser.awaitText(OUTCOME, "Enable cluster prod");

        assertThat(browser.script(TYPE_ON)).isEqualTo("0");

        browser.script(REMEMBER);
        browser.awaitText(OUTCOME, "Enable cluster prod-east");
        assertThat(browser.lines(OFFERED)).containsExactly("Enable cluster prod-east");
    }

    /** The answer to what was typed before comes while somebody types. */
    @Test
    void anEarlierAnswerIsNotSavedEither() {
        browser.open(settingsOfAnother());
        answers.acquireUninterruptibly();
        browser.type(By.name("cluster"), "prod");
        await().atMost(PATIENCE).until(answers::hasQueuedThreads);
        browser.script(REMEMBER);

        browser.script(TYPE_ON_FOR_A_WHILE);
        answers.release();

        browser.awaitText(OUTCOME, "Enable cluster prod-east");
        assertThat(browser.lines(OFFERED)).containsExactly("Enable cluster prod-east");
        assertThat(browser.complaints()).isEmpty();
    }

    private String settingsOfAnother() {
        return browser.script("return location.origin") + "/settings?new=true";
    }
}
