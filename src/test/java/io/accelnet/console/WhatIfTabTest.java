package io.accelnet.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.console.Browser.Answer;
import io.accelnet.console.Browser.Field;
import io.accelnet.console.action.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tab What if foresees, and which hosts are chosen there. */
class WhatIfTabTest {
    private static final String LIVE = "/what-if/live";
    private static final String OUTCOME = "/what-if/outcome";
    private static final Pattern CHOSEN = Pattern.compile("name=\"host\" value=\"([^\"]+)\"");

    private KnownFacts facts;
    private Console console;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        facts = KnownFacts.samples();
        console = new Console(
                facts, new KnownActions(facts), "east", 0, new Terminal(new PrintWriter(new StringWriter())));
        browser = Browser.at(console.address());
    }

    @AfterEach
    void end() {
        console.close();
    }

    private static Field host(String name) {
        return new Field("host", name);
    }

    private static List<String> chosen(Answer answer) {
        return CHOSEN.matcher(answer.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void hostsAreButtonsThatSayWhetherTheyAreChosen() throws IOException {
        String page = browser.get("/what-if?host=east-1").body();

        assertThat(page)
                .containsPattern("id=\"host-east-1\"[^>]* aria-pressed=\"true\"")
                .containsPattern("id=\"host-east-2\"[^>]* aria-pressed=\"false\"")
                .contains("aria-label=\"Take east-1 out\"")
                .doesNotContain("<style", " style=")
                .doesNotContainPattern("\\son[a-z]+=");
    }

    @Test
    void aClickTakesAHostInAndAnotherTakesItOut() throws IOException {
        Answer in = browser.post(LIVE, host("east-1"), new Field("toggle", "east-2"));
        assertThat(chosen(in)).containsExactly("east-1", "east-2");
        assertThat(in.headers()).as("the outcome is asked for").containsEntry("hx-trigger-after-settle", "chosen");

        assertThat(chosen(browser.post(LIVE, host("east-1"), host("east-2"), new Field("toggle", "east-1"))))
                .containsExactly("east-2");
        assertThat(chosen(browser.post(LIVE, host("east-1"), host("east-2"), new Field("none", "true"))))
                .isEmpty();
        assertThat(chosen(browser.post(LIVE, host("east-1"), host("gone"))))
                .as("a host that isn't there any more")
                .containsExactly("east-1");
    }

    @Test
    void whatIsChosenStaysWhileSomethingElseIsLookedFor() throws IOException {
        Answer answer = browser.post(LIVE, host("east-1"), new Field("q", "east-3"));

        assertThat(chosen(answer)).containsExactly("east-1");
        assertThat(answer.body()).contains("id=\"host-east-3\"").doesNotContain("id=\"host-east-1\"");
    }

    @Test
    void saysWhoMovesWhereAndWhoIsLeftWithout() throws IOException {
        String one = browser.post(OUTCOME, host("east-1")).body();
        assertThat(one).contains("If east-1 fails: ", "nobody is left without", " moved</span>", "Cluster east: ");

        String all = browser.post(OUTCOME, host("east-1"), host("east-2"), host("east-3"), host("east-4"))
                .body();
        assertThat(all).contains("somebody is left without", "nowhere");
        Matcher first = Pattern.compile("<td><span class=\"mark (\\w+)\"").matcher(all);
        assertThat(first.find()).isTrue();
        assertThat(first.group(1)).as("who is left without comes first").isEqualTo("bad");
    }

    /** It isn't read anew at every change, and what has changed must be seen in the end. */
    @Test
    void whatIsOutdatedIsAskedForOnceMore() throws IOException {
        assertThat(browser.post(OUTCOME, host("east-1")).headers()).doesNotContainKey("hx-trigger-after-settle");

        facts.changes();

        assertThat(browser.post(OUTCOME, host("east-1")).headers())
                .containsEntry("hx-trigger-after-settle", "outdated");
        assertThat(browser.get("/what-if").body()).contains("outdated from:body delay:5s");
    }

    @Test
    void saysWhoFindsRoomIfAHostIsDrained() throws IOException {
        Field drain = new Field("how", "drain");

        assertThat(browser.post(OUTCOME, drain, host("east-1")).body()).contains("Node east-1 is Up and has ");
        assertThat(browser.post(OUTCOME, drain, host("east-1"), host("east-2")).body())
                .contains("One host is drained at a time");
        assertThat(browser.post(OUTCOME, drain, host("gone")).body()).contains("There is no AccelNetNode gone.");
        assertThat(browser.post(OUTCOME).body()).contains("No host is chosen.");
    }
}
