package io.accelnet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.console.Browser.Answer;
import io.accelnet.console.Browser.Field;
import io.accelnet.console.action.ClusterActions;
import io.accelnet.console.action.Terminal;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The running server, asked as browsers and others would. */
class ConsoleTest {
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

    private final StringWriter said = new StringWriter();
    private final Terminal terminal = new Terminal(new PrintWriter(said));
    private KnownFacts facts;
    private Console console;

    @BeforeEach
    void start() throws IOException {
        facts = KnownFacts.samples();
        console = new Console(facts, new KnownActions(facts), "east as <b>me</b>", 0, terminal);
    }

    @AfterEach
    void end() {
        console.close();
    }

    private int port() {
        return URI.create(console.address()).getPort();
    }

    private String entrance() {
        return "/?" + URI.create(console.address()).getQuery();
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        assertThat(console.address()).startsWith("http://127.0.0.1:");
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress other : others) {
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(new InetSocketAddress(other, port()), 1000))
                        .as("%s", other)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void theAddressLetsOneBrowserInOnce() throws IOException {
        Browser first = new Browser(port());
        assertThat(first.get("/overview").status()).isEqualTo(401);
        assertThat(first.get("/?token=guessed").status()).isEqualTo(401);

        Answer entered = first.get(entrance());

        assertThat(entered.status()).isEqualTo(200);
        assertThat(entered.headers().get("set-cookie"))
                .startsWith("accelnet-console-" + port() + "=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(first.get("/overview").status()).isEqualTo(200);
        assertThat(first.get(entrance()).status())
                .as("whoever is in may reload")
                .isEqualTo(302);
        Browser second = new Browser(port());
        assertThat(second.get(entrance()).status()).isEqualTo(401);
        assertThat(second.get("/overview").body()).doesNotContain("east");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accelnet.example:1", "127.0.0.1", "localhost", "127.0.0.1:1", "evil.test"})
    void anotherHostIsNotAnswered(String host) throws IOException {
        Browser browser = Browser.at(console.address());
        assertThat(browser.send("GET", "/overview", Map.of("Host", host), "").status())
                .isEqualTo(421);
        assertThat(new Browser(port())
                        .send("GET", entrance(), Map.of("Host", host), "")
                        .headers())
                .doesNotContainKey("set-cookie");
    }

    @Test
    void localhostIsThisHost() throws IOException {
        Browser browser = Browser.at(console.address());
        assertThat(browser.send("GET", "/overview", Map.of("Host", "localhost:" + port()), "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void onlyItsOwnPagesChangeSomething() throws IOException {
        Browser browser = Browser.at(console.address());
        String path = "/overview/live";
        String own = "http://" + browser.host();

        assertThat(browser.send("POST", path, Map.of(), "").status()).isEqualTo(403);
        assertThat(browser.send("POST", path, Map.of("Origin", "http://evil.test"), "")
                        .status())
                .isEqualTo(403);
        assertThat(browser.send("POST", path, Map.of("Origin", "null"), "").status())
                .isEqualTo(403);
        assertThat(browser.send("POST", path, Map.of("Origin", "http://127.0.0.1:1"), "")
                        .status())
                .isEqualTo(403);
        assertThat(browser.send("POST", path, Map.of("Origin", own, "Sec-Fetch-Site", "same-site"), "")
                        .status())
                .isEqualTo(403);
        assertThat(browser.send("PUT", path, Map.of("Origin", own), "").status())
                .isEqualTo(405);
        assertThat(browser.send("POST", path, Map.of("Origin", own), "").status())
                .isEqualTo(200);
        assertThat(browser.send("GET", "/overview", Map.of("Sec-Fetch-Site", "cross-site"), "")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/overview", "/enabled", "/disabled", "/no-such-page", "/assets/console.css"})
    void everyAnswerHasTheSafeHeaders(String path) throws IOException {
        Map<String, String> headers = Browser.at(console.address()).get(path).headers();

        assertThat(headers.get("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "same-origin")
                .containsEntry("x-frame-options", "DENY");
        if (!path.startsWith("/assets")) {
            assertThat(headers).containsEntry("cache-control", "no-store");
        }
        assertThat(new Browser(port()).get(path).headers())
                .as("what is refused, too")
                .containsKey("content-security-policy");
    }

    /** The policy forbids them: they would do nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"/overview", "/enabled", "/disabled", "/status"})
    void pagesHaveNoInlineScriptOrStyle(String path) throws IOException {
        Browser browser = Browser.at(console.address());
        String page = browser.get(path).body();

        assertThat(page).doesNotContain("<style", " style=", "javascript:").doesNotContainPattern("\\son[a-z]+=");
        Matcher assets = ASSET.matcher(page);
        while (assets.find()) {
            assertThat(browser.get(assets.group(1)).status())
                    .as(assets.group(1))
                    .isEqualTo(200);
        }
        assertThat(page).contains("/assets/htmx.js", "/assets/pico.css");
    }

    @Test
    void onlyTheFewFilesThatAreNeededAreServed() throws IOException {
        Browser browser = Browser.at(console.address());
        for (String path :
                List.of("/assets/log4j2.xml", "/assets/..%2flog4j2.xml", "/webjars/htmx.org/2.0.8/package.json")) {
            assertThat(browser.get(path).status()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void whatItWritesIsText() throws IOException {
        facts.has(KnownFacts.machine("shop", "\"><script>alert(1)</script>"));
        Browser browser = Browser.at(console.address());

        assertThat(browser.get("/disabled?q=\"><script>alert(2)</script>")
                        .body()
                        .replace("<script src=", ""))
                .doesNotContain("<script>");
        assertThat(browser.get("/overview").body()).contains("east as &lt;b").doesNotContain("<b>me");
    }

    @Test
    void aPageGetsOnlyWhatIsNew() throws IOException {
        Browser browser = Browser.at(console.address());
        Matcher seen = SEEN.matcher(browser.get("/enabled").body());
        assertThat(seen.find()).isTrue();
        Field digest = new Field("seen", seen.group(1));

        assertThat(browser.post("/enabled/live", digest).status()).isEqualTo(204);
        facts.lacks(facts.vms().objects().getFirst());
        Answer changed = browser.post("/enabled/live", digest);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).contains("id=\"live\"").doesNotContain("<html");
    }

    @Test
    void saysThatTheApiServerDoesNotAnswer() throws IOException {
        Browser browser = Browser.at(console.address());
        facts.connected(false);
        assertThat(browser.get("/overview").body()).contains("The API server doesn't answer");
    }

    @Test
    void saysWhatMayNotBeSeen() throws IOException {
        Browser browser = Browser.at(console.address());
        facts.forbid("you (me) have no right to list accelnetnodes.accelnet.io in the whole cluster");

        assertThat(browser.get("/overview").body()).contains("The hosts aren't known: you (me) have no right to list");
        assertThat(browser.get("/overview").body())
                .contains("The clusters aren't known: you (me) have no right to list");
        assertThat(browser.get("/status").body()).contains("The clusters aren't known: you (me) have no right to list");
        assertThat(browser.get("/enabled").body()).contains("The VMs aren't known: you (me) have no right to list");
    }

    @Test
    void showsWhatTheVerbsShow() throws IOException {
        Browser browser = Browser.at(console.address());

        assertThat(browser.get("/overview").body())
                .contains(
                        "Cluster east: 50 % of 4 nodes are 2 that may be down at once.",
                        "the failure that leaves the least room: east-2, east-3",
                        "8 held back for failures",
                        "HostsDiffer");
        assertThat(browser.get("/enabled?q=ONE-too").body())
                .contains("shop/one-too-many", "cluster_not_enough_resources")
                .doesNotContain("shop/cache");
        assertThat(browser.get("/enabled").body()).contains("4 of 8 don't have what they ask for.");
    }

    @Test
    void showsHowAClusterStandsAndWhatEachHostLacks() throws IOException {
        Browser browser = Browser.at(console.address());

        assertThat(browser.get("/status?cluster=east").body())
                .contains("HostsDiffer", "8 passed, 0 failed, 0 unknown", "shop/one-too-many", "Disable cluster east");
        assertThat(browser.get("/status/prerequisites?cluster=east").body())
                .contains("all prerequisites hold", "east-4", "SriovSupported")
                .doesNotContain("<html");
        facts.lacks(facts.nodes().objects().stream()
                .filter(node -> node.getMetadata().getName().equals("east-4"))
                .findFirst()
                .orElseThrow());
        assertThat(browser.get("/status").body()).contains("name=\"again\" value=\"true\"");
        assertThat(browser.get("/status/prerequisites?cluster=east&again=true").body())
                .as("checked again")
                .doesNotContain("east-4");
        assertThat(browser.get("/status/prerequisites?cluster=nowhere").status())
                .isEqualTo(400);
    }

    /** How another one stands isn't shown in its place: somebody would disable the wrong one. */
    @Test
    void saysThatAClusterIsGone() throws IOException {
        Browser browser = Browser.at(console.address());

        assertThat(browser.post("/status/live", new Field("cluster", "west")).body())
                .contains("There is no AccelNetCluster west.", "name=\"cluster\" value=\"west\"", "href=\"/status\"")
                .doesNotContain("east", "Disable cluster");
        assertThat(browser.get("/status?cluster=west").body())
                .contains("There is no AccelNetCluster west.", "href=\"/status?cluster=east\"")
                .doesNotContain("Cluster east", "Disable cluster", "Prerequisites");
        assertThat(browser.get("/status").body()).as("nobody was asked for").contains("Disable cluster east");
    }

    @Test
    void foreseesWhatBecomesOfVms() throws IOException {
        Browser browser = Browser.at(console.address());

        Answer set = browser.post(
                "/enabled/outcome",
                new Field("vm", "shop/cache"),
                new Field("vm", "shop/web"),
                new Field("performance", "High"),
                new Field("do", "set"));
        assertThat(set.status()).isEqualTo(303);
        assertThat(browser.get(path(set)).body())
                .contains(
                        "Give 2 VMs performance High",
                        "Nothing is changed yet. What would become of them: 1 unchanged, 1 kept.",
                        "cluster_not_enough_resources",
                        "Change 2 VMs");

        Answer disable = browser.post(
                "/enabled/outcome",
                new Field("all", "true"),
                new Field("shownQ", "medium"),
                new Field("performance", "Low"),
                new Field("do", "disable"));
        assertThat(browser.get(path(disable)).body())
                .as("all that are found are what was looked for")
                .contains("Disable 1 VM", "shop/orders", "1 disabled");
    }

    private static String path(Answer answer) {
        return URI.create(answer.headers().get("location")).getPath();
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Browser browser = Browser.at(console.address());

        Answer none = browser.post("/enabled/outcome", new Field("performance", "Low"), new Field("do", "set"));
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("No VM is chosen: go back and choose some.");
        assertThat(browser.get("/jobs/forgotten").body()).contains("This change isn't remembered any more");
    }

    @Test
    void foreseesWhatAClusterTakesAlong() throws IOException {
        Browser browser = Browser.at(console.address());

        assertThat(browser.post("/status/outcome", new Field("cluster", "east")).body())
                .contains(
                        "4 VMs lose something by this.",
                        "keeps its virtual functions, but none are reserved for it if its node fails",
                        "Nothing is changed yet.");
        assertThat(browser.post("/status/disable", new Field("cluster", "east"), new Field("uid", "another"))
                        .body())
                .contains("AccelNetCluster east has been made anew meanwhile");
    }

    /** To the loss of four VMs nobody agrees who has seen that it is three. */
    @Test
    void aClusterIsNotDisabledIfMoreLoseSomethingThanWasSeen() throws IOException {
        AccelNetVM later = vm("database");
        // The other one would take its place.
        facts.lacks(later, vm("one-too-many"));
        ClusterActions actions = KnownActions.but(new KnownActions(facts), "writer", () -> {
            throw new BadRequestException("this is written");
        });
        try (Console writing = new Console(facts, actions, "east", 0, terminal)) {
            Browser browser = Browser.at(writing.address());
            Field cluster = new Field("cluster", "east");
            Field uid = new Field("uid", "uid-of-east");
            assertThat(browser.post("/status/outcome", cluster).body())
                    .contains("3 VMs lose something by this.", "name=\"agreed\" value=\"3\"");
            facts.has(later);

            assertThat(browser.post("/status/disable", cluster, uid, new Field("agreed", "3"))
                            .body())
                    .contains("Meanwhile 4 VMs would lose something, and not 3: look at it again");
            assertThat(browser.post("/status/disable", cluster, uid).body())
                    .as("what isn't said isn't agreed to")
                    .contains("Meanwhile 4 VMs would lose something: look at it again");
            assertThat(browser.post("/status/disable", cluster, uid, new Field("agreed", "4"))
                            .body())
                    .contains("This is written.");
        }
    }

    private AccelNetVM vm(String name) {
        return facts.vms().objects().stream()
                .filter(vm -> vm.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoChoosesAllChoosesWhatWasFoundThen() throws IOException {
        IntStream.range(100, 220).forEach(i -> facts.has(KnownFacts.machine("shop", "vm-" + i)));
        Browser browser = Browser.at(console.address());
        Field all = new Field("all", "true");
        Field shown = new Field("shownQ", "vm-10");

        assertThat(browser.post("/disabled/live", all, shown, new Field("q", "vm-10"))
                        .body())
                .contains("All 10 VMs that are found are chosen.", "name=\"all\"");
        assertThat(browser.post("/disabled/live", all, shown, new Field("q", "vm-1"))
                        .body())
                .as("a wider search")
                .contains("id=\"chosen\" data-elsewhere=\"0\">10</span> chosen", "1 to 50 of 100 VMs")
                .doesNotContain("name=\"all\"", "that are found are chosen");
        assertThat(browser.post("/disabled/live", all, shown, new Field("q", "vm-20"))
                        .body())
                .as("another search")
                .contains(">10</span> chosen, 10 of them not on this page")
                .contains("<input type=\"hidden\" name=\"vm\" value=\"shop/vm-109\">");
        assertThat(browser.post("/enabled/live", all, new Field("shownLacking", "true"))
                        .body())
                .as("with those that lack nothing, too")
                .contains(">4</span> chosen")
                .doesNotContain("name=\"all\"");
    }

    @Test
    void whatTheTerminalTellsMoreAboutStandsThere() throws IOException {
        ClusterActions broken = KnownActions.but(new KnownActions(facts), "cluster", () -> {
            throw new IllegalStateException("broken");
        });
        ClusterActions broke = KnownActions.but(broken, "watch", () -> {
            throw new NullPointerException();
        });
        try (Console failing = new Console(facts, broke, "east", 0, terminal)) {
            Browser browser = Browser.at(failing.address());

            Answer answer = browser.post("/status/outcome", new Field("cluster", "east"));
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).contains("its terminal tells more about", "broken");
            assertThat(said.toString()).contains("POST /status/outcome", "IllegalStateException: broken", "\tat ");

            String job = started(browser);
            await().until(() -> browser.get(job).body().contains("Done: "));
            assertThat(browser.get(job).body()).contains("its terminal tells more about", "NullPointerException");
            assertThat(said.toString()).contains("Give 1 VM performance High", "java.lang.NullPointerException");
        }
    }

    private static String started(Browser browser) throws IOException {
        String job = path(browser.post(
                "/enabled/outcome",
                new Field("vm", "shop/web"),
                new Field("performance", "High"),
                new Field("do", "set")));
        assertThat(browser.post(job + "/start").status()).isEqualTo(303);
        return job;
    }

    /** Ctrl-C ends it, and who has pressed it has to know. */
    @Test
    void saysAtItsEndWhatIsNotFinished() throws IOException {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ClusterActions slow = KnownActions.but(new KnownActions(facts), "watch", () -> {
            ended.join();
            throw new BadRequestException("the test has ended");
        });
        try (Console ending = new Console(facts, slow, "east", 0, terminal)) {
            started(Browser.at(ending.address()));
            assertThat(said.toString()).isEmpty();
        }
        ended.complete(null);

        assertThat(said.toString())
                .contains("Give 1 VM performance High: 0 of 1 VM were done. The others may be untouched");
    }

    /** Other clusters, namespaces and VMs can have the same name, or one that begins so. */
    @Test
    void allVmsOfAClusterThatLackSomethingAreThoseOfThatCluster() throws IOException {
        KubernetesSerialization serialization = new KubernetesSerialization();
        IntStream.range(0, 30).forEach(i -> {
            AccelNetVM vm = serialization.clone(vm("one-too-many"));
            vm.getMetadata().setName("east-" + i);
            if (i == 0) {
                vm.setSpec(new AccelNetVMSpec(
                        "east-2",
                        vm.getSpec().performance(),
                        vm.getSpec().virtualMachineRef(),
                        vm.getSpec().virtualMachine()));
            }
            facts.has(vm);
        });
        Browser browser = Browser.at(console.address());
        Matcher link = Pattern.compile("href=\"([^\"]+)\">All (\\d+) of them<")
                .matcher(browser.get("/status?cluster=east").body());
        assertThat(link.find()).isTrue();

        assertThat(browser.get(link.group(1).replace("&amp;", "&")).body())
                .contains("1 to " + link.group(2) + " of " + link.group(2) + " VMs")
                .doesNotContain("shop/east-0");
        assertThat(browser.get("/enabled?q=cluster%3Deas").body()).contains("No VM is found.");
    }

    /** As the page asks, with the fields that it has. */
    @Test
    void aListThatChangesKeepsItsRowsUntilSomebodyAsksForTheNewOnes() throws IOException {
        IntStream.range(100, 220).forEach(i -> facts.has(KnownFacts.machine("shop", "vm-" + i)));
        Browser browser = Browser.at(console.address());
        List<Field> second = new ArrayList<>(
                List.of(new Field("page", "2"), new Field("vm", "shop/vm-101"), new Field("vm", "shop/vm-151")));
        IntStream.range(150, 200).forEach(i -> second.add(new Field("row", "shop/vm-" + i)));

        assertThat(browser.post("/disabled/live", second).body())
                .contains("51 to 100 of 120 VMs", "value=\"shop/vm-151\" id=\"choose-shop_svm-151\" checked")
                .contains("<input type=\"hidden\" name=\"vm\" value=\"shop/vm-101\">")
                .doesNotContain("The list has changed");

        facts.has(KnownFacts.machine("shop", "vm-000"));
        assertThat(browser.post("/disabled/live", second).body())
                .contains("The list has changed", "choose-shop_svm-199")
                .doesNotContain("choose-shop_svm-149");

        second.add(new Field("fresh", "true"));
        assertThat(browser.post("/disabled/live", second).body())
                .contains("choose-shop_svm-149", "51 to 100 of 121 VMs")
                .doesNotContain("choose-shop_svm-199", "The list has changed");

        second.add(new Field("q", "vm-10"));
        assertThat(browser.post("/disabled/live", second).body())
                .as("a new search begins at its first page")
                .contains("1 to 10 of 10 VMs, 121 in all", "choose-shop_svm-100");
    }
}
