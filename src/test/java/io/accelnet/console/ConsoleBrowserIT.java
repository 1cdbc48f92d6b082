package io.accelnet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.cli.RunningConsole;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.NewShop;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console as an administrator sees it: in a genuine browser, on a genuine API server with the operator, from nothing to ten VMs by the
 * console alone. With {@code -Ddocs.write=true} the pictures of the documentation are taken anew.
 */
@ExtendWith(SharedControlPlane.class)
class ConsoleBrowserIT {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleBrowserIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path IMAGES = Path.of("docs/images");
    private static final By WORDS = By.id("outcome-words");
    private static final By LIVE = By.id("live");

    /** Names by which screen readers know elements: of a label, of its own words, or said for it. */
    private static final String UNNAMED = """
            return Array.from(document.querySelectorAll('a, button, input:not([type=hidden]), select, [role=img]'))
                .filter(element => !(element.getAttribute('aria-label') || element.textContent.trim()
                    || Array.from(element.labels || []).some(label => label.textContent.trim())))
                .map(element => element.outerHTML)""";

    /** Whoever hears a page goes by its landmarks, its headings and the titles of its tables. */
    private static final String LACKING = """
            const lacks = [];
            for (const [what, count] of [['body > header', 1], ['main', 1], ['h1', 1], ['nav[aria-label=Tabs]', 1],
                ['nav [aria-current=page]', 1], ['html[lang]', 1], ['a.skip[href="#content"]', 1]]) {
              if (document.querySelectorAll(what).length !== count) lacks.push(what);
            }
            document.querySelectorAll('table').forEach(table => { if (!table.caption) lacks.push('caption'); });
            document.querySelectorAll('th:not([scope])').forEach(() => lacks.push('scope'));
            document.querySelectorAll('nav:not([aria-label])').forEach(() => lacks.push('label of nav'));
            const ids = Array.from(document.querySelectorAll('[id]')).map(element => element.id);
            ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => lacks.push('second ' + id));
            if (document.documentElement.scrollWidth > window.innerWidth) lacks.push('width');
            return lacks""";

    @Test
    void fromNothingToTenVmsByTheConsoleAlone(ControlPlane controlPlane) throws IOException {
        try (Chromium browser = Chromium.start("how the console is in a browser");
                Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            NewShop.prepare(arena, kubeVirt);
            arena.operator();
            try (RunningConsole console = RunningConsole.start(controlPlane.kubeconfig())) {
                browser.open(console.address());
                await().atMost(PATIENCE).until(() -> browser.path().equals("/overview"));
                long begun = System.nanoTime();
                enableTheCluster(browser);
                enableTheVms(browser, arena);
                LOG.info("ten VMs with the console: {}", Duration.ofNanos(System.nanoTime() - begun));
                looksAtEveryTab(browser);
                focusAndChoiceStayWhileSomethingHappens(browser, arena);
                slides(browser, arena);
                hostsFail(browser);
                darkAndLight(browser);
                disablesTheCluster(browser, arena);
                assertThat(browser.complaints()).isEmpty();
            }
        } finally {
            NewShop.clear(controlPlane);
        }
    }

    private static void enableTheCluster(Chromium browser) throws IOException {
        browser.tab("Settings");
        browser.awaitText(LIVE, "There is no AccelNetCluster yet.");
        browser.type(By.name("cluster"), "vms");
        browser.type(
                By.id("reserve"), Keys.HOME, "" + Keys.ARROW_RIGHT.toString().repeat(25));
        browser.awaitText(By.id("reserve-said"), "25 %");
        browser.awaitText(WORDS, "25 %: 1 of 4 nodes may be down at once. The reserve holds.", "No VM loses anything.");
        browser.click("Enable cluster vms");
        browser.awaitText(WORDS, "Saved.");
        browser.click("Cluster vms");
        browser.awaitText(LIVE, "Cluster vms now", "25 %", "Ready");
    }

    private static void enableTheVms(Chromium browser, Arena arena) throws IOException {
        browser.tab("Disabled VMs");
        browser.awaitText(LIVE, "shop/database", "shop/web");
        browser.type(By.name("q"), "shop/");
        // Who chooses before the search is done chooses what was found before.
        await().atMost(PATIENCE)
                .until(() -> browser.script("return document.querySelector('[name=shownQ]').value")
                        .equals("shop/"));
        browser.click("Choose all 10 that are found");
        browser.awaitText(LIVE, "All 10 VMs that are found are chosen.");
        browser.type(By.name("performance"), "Low");
        browser.click("Enable them …");
        browser.awaitText(LIVE, "Nothing is changed yet.", "10 ");
        picture(browser, "outcome");
        browser.click("Enable 10 VMs");
        browser.awaitText(LIVE, "Done: 10 ");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(arena.vms()).hasSize(10).allMatch(Statuses::isReady));
    }

    private static void looksAtEveryTab(Chromium browser) throws IOException {
        for (String title : List.of("Overview", "Enabled VMs", "Disabled VMs", "Status", "Settings", "What if")) {
            browser.tab(title);
            if (title.equals("Overview")) {
                browser.awaitText(LIVE, "Cluster vms: 25 % of 4 nodes is 1 that may be down at once.");
                browser.awaitText(By.tagName("main"), "host-1", "10 admitted");
                picture(browser, "overview");
            }
            assertThat(browser.lines(UNNAMED)).as(title).isEmpty();
            assertThat(browser.lines(LACKING)).as(title).isEmpty();
            assertThat(browser.complaints()).as(title).isEmpty();
        }
    }

    /** Rows that come and go move neither what somebody types nor what is chosen. */
    private static void focusAndChoiceStayWhileSomethingHappens(Chromium browser, Arena arena) {
        browser.tab("Enabled VMs");
        browser.awaitText(LIVE, "shop/web");
        browser.clickId("choose-shop_sweb");
        browser.awaitText(By.id("chosen"), "1");
        assertThat(browser.focus()).isEqualTo("choose-shop_sweb");
        arena.client().resource(Objects.vm(NewShop.NAMESPACE, "another")).create();
        browser.awaitText(LIVE, "11 VMs");
        assertThat(browser.focus()).isEqualTo("choose-shop_sweb");
        assertThat(browser.script("return document.getElementById('choose-shop_sweb').checked"))
                .isEqualTo("true");
        browser.awaitText(By.id("chosen"), "1");
        browser.script("window.same = 'page'");
        browser.type(By.name("q"), "shop/another", Keys.ENTER);
        await().atMost(PATIENCE)
                .until(() -> browser.script("return document.querySelector('[name=shownQ]').value")
                        .equals("shop/another"));
        assertThat(browser.script("return window.same")).isEqualTo("page");
        browser.awaitText(By.id("chosen"), "1");

        browser.tab("What if");
        browser.clickId("host-host-2");
        await().atMost(PATIENCE)
                .until(() -> browser.attribute(By.id("host-host-2"), "aria-pressed")
                        .filter("true"::equals)
                        .isPresent());
        arena.client()
                .resource(Objects.with(
                        arena.client()
                                .resources(AccelNetNode.class)
                                .withName("host-4")
                                .get(),
                        Availability.MAINTENANCE))
                .update();
        browser.awaitText(By.id("host-host-4"), "Maintenance");
        assertThat(browser.focus()).isEqualTo("host-host-2");
        assertThat(browser.attribute(By.id("host-host-2"), "aria-pressed")).contains("true");
        arena.client()
                .resource(Objects.with(
                        arena.client()
                                .resources(AccelNetNode.class)
                                .withName("host-4")
                                .get(),
                        Availability.AVAILABLE))
                .update();
        browser.awaitText(By.id("host-host-4"), "Up");
        arena.client().resource(Objects.vm(NewShop.NAMESPACE, "another")).delete();
    }

    private static void slides(Chromium browser, Arena arena) throws IOException {
        browser.tab("Settings");
        browser.awaitText(WORDS, "25 %: 1 of 4 nodes", "10 of 10 VMs are admitted");
        assertThat(browser.text(By.id("outcome"))).contains("That is how it is set now.");
        // 80 % of four nodes are three, whose loss ten VMs wouldn't survive on eight virtual functions.
        browser.type(By.id("reserve"), Keys.ARROW_RIGHT.toString().repeat(55));
        browser.awaitText(WORDS, "80 %: 3 of 4 nodes may be down at once. The reserve doesn't hold");
        browser.type(By.id("reserve"), Keys.ARROW_LEFT.toString().repeat(30));
        browser.awaitText(WORDS, "50 %: 2 of 4 nodes may be down at once. The reserve holds.", "No VM loses anything.");
        assertThat(browser.text(By.id("outcome"))).contains("may be down at once: 2 (now 1)");
        picture(browser, "settings");
        browser.click("Save 50 %");
        browser.awaitText(WORDS, "Saved.");
        browser.awaitText(LIVE, "50 % of its nodes", "Ready");
        assertThat(arena.client()
                        .resources(AccelNetCluster.class)
                        .withName("vms")
                        .get()
                        .getSpec()
                        .nodeReservePercentage())
                .isEqualTo(50);
        // Whoever has saved something goes on from there: nobody else has changed the cluster.
        browser.type(By.id("reserve"), Keys.ARROW_LEFT);
        browser.awaitText(WORDS, "49 %: 1 of 4 nodes");
        browser.awaitText(By.id("outcome"), "It changes: 49 % instead of 50 %.");
        assertThat(browser.text(By.id("failure"))).isEmpty();
    }

    /** With nothing but the keyboard. */
    private static void hostsFail(Chromium browser) throws IOException {
        browser.tab("What if");
        browser.awaitText(WORDS, "No host is chosen.");
        browser.tabTo("host-host-1");
        browser.press(Keys.SPACE);
        browser.awaitText(WORDS, "nobody is left without", "If host-1 fails");
        assertThat(browser.focus()).isEqualTo("host-host-1");
        browser.press(Keys.TAB);
        browser.press(Keys.ENTER);
        browser.awaitText(WORDS, "If host-1, host-2 fail: 10 moved");
        browser.awaitText(By.id("outcome"), "host-3", "host-4");
        picture(browser, "what-if");
        browser.press(Keys.TAB);
        browser.press(Keys.SPACE);
        browser.awaitText(WORDS, "somebody is left without");
        browser.click("Choose none");
        browser.awaitText(WORDS, "No host is chosen.");
        browser.clickId("host-host-1");
        browser.awaitText(WORDS, "If host-1 fails");
        browser.click("One is drained for maintenance");
        browser.awaitText(WORDS, "Node host-1 is Up and has");
        assertThat(browser.lines(UNNAMED)).isEmpty();
        assertThat(browser.lines(LACKING)).isEmpty();
    }

    private static void darkAndLight(Chromium browser) throws IOException {
        browser.tab("Overview");
        String colour =
                "return getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).color";
        browser.likes("light");
        String light = browser.script(colour);
        browser.likes("dark");
        await().atMost(PATIENCE).until(() -> !browser.script(colour).equals(light));
        browser.tab("Overview");
        picture(browser, "dark");
    }

    private static void disablesTheCluster(Chromium browser, Arena arena) {
        browser.tab("Status");
        browser.click("Disable cluster vms …");
        browser.awaitText(By.id("content"), "10 VMs lose something by this.", "Nothing is changed yet.");
        browser.click("Disable cluster vms");
        browser.awaitText(By.id("content"), "Cluster vms is disabled.");
        assertThat(arena.client().resources(AccelNetCluster.class).list().getItems())
                .isEmpty();
    }

    private static void picture(Chromium browser, String name) throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(IMAGES);
            new SmallPicture(browser.picture()).write(IMAGES.resolve("console-" + name + ".png"));
        }
    }
}
