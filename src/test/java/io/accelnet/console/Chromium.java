package io.accelnet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.process.InstalledProgram;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A genuine browser without a window. It isn't downloaded, as most systems have a package of it. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Somebody who works with a wide window, and would notice what doesn't fit into it. */
    private static final String WINDOW = "--window-size=1280,1000";

    /**
     * What htmx says of a question that nobody waits for any more, since another one has been asked. Of one that fails it says more than
     * that it has ended.
     */
    private static final List<String> ABANDONED = List.of("\"htmx:sendAbort\"", "\"htmx:afterRequest\"");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Starts one. Where it isn't installed the test is left out, and says so.
     *
     * @param leftOut what isn't tested then
     */
    static Chromium start(String leftOut) {
        Path browser = program("chromium", leftOut);
        Path chromeDriver = program("chromedriver", leftOut);
        LoggingPreferences everything = new LoggingPreferences();
        everything.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        // Containers have no sandbox for root, and little shared memory. No page of others is ever opened.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-proxy-server",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--hide-scrollbars",
                WINDOW);
        options.setCapability(ChromeOptions.LOGGING_PREFS, everything);
        return new Chromium(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromeDriver.toFile())
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    private static Path program(String name, String leftOut) {
        return InstalledProgram.require(
                name, leftOut, "Debian and its kin have it in the packages chromium and chromium-driver");
    }

    /** Opens an address. */
    void open(String address) {
        driver.get(address);
    }

    /** The path of the page that is open. */
    String path() {
        return URI.create(Optional.ofNullable(driver.getCurrentUrl()).orElse(""))
                .getPath();
    }

    /** Clicks on the link, the button or the label with these words, once it is there. */
    void click(String words) {
        act(clickable(words), WebElement::click);
    }

    private static By clickable(String words) {
        return By.xpath(("//*[self::a or self::button or self::label][not(@disabled)][normalize-space(.)='%s'"
                        + " or @aria-label='%s']")
                .formatted(words, words));
    }

    /** Clicks on the tab of this title, and waits for its page. */
    void tab(String title) {
        act(By.xpath("//nav[@aria-label='Tabs']//a[normalize-space(.)='%s']".formatted(title)), WebElement::click);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(text(By.tagName("h1"))).isEqualTo(title));
    }

    /** Clicks on what has this id. */
    void clickId(String id) {
        act(By.id(id), WebElement::click);
    }

    /** Types into what has this id or name. */
    void type(By where, CharSequence... keys) {
        act(where, element -> element.sendKeys(keys));
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Goes from element to element by the Tab key until this one has the focus. */
    void tabTo(String id) {
        for (int steps = 0; steps < 60; steps++) {
            if (focus().equals(id)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("the Tab key doesn't lead to " + id);
    }

    /** The id of what has the focus. */
    String focus() {
        return script("return document.activeElement.id");
    }

    /** A live page may put another element in its place at any moment. */
    private void act(By where, Consumer<WebElement> act) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(() -> act.accept(driver.findElement(where)));
    }

    /** The text of an element. */
    String text(By where) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                .until(() -> driver.findElement(where).getText(), text -> text != null);
    }

    /** Waits until an element has these words. */
    void awaitText(By where, String... words) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(
                        () -> assertThat(driver.findElement(where).getText()).contains(words));
    }

    /** An attribute of an element; empty if it has none. */
    Optional<String> attribute(By where, String name) {
        return Optional.ofNullable(driver.findElement(where).getDomAttribute(name));
    }

    /** How many there are. */
    int count(By what) {
        return driver.findElements(what).size();
    }

    /** What a script answers, as text. */
    String script(String script) {
        return String.valueOf(driver.executeScript(script));
    }

    /** The lines that a script answers. */
    List<String> lines(String script) {
        return ((List<?>) Objects.requireNonNull(driver.executeScript(script)))
                .stream().map(String::valueOf).toList();
    }

    /** Has pages look as for somebody who likes them dark or light. */
    void likes(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** What the console of the browser has said since it was asked last: errors, also those of the policy. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> ABANDONED.stream().noneMatch(message::endsWith))
                .toList();
    }

    /** A picture of what is seen. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
