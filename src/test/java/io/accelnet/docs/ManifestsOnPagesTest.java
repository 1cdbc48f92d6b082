package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages tell people to apply works, and harms nothing that they may have applied before. */
class ManifestsOnPagesTest {
    private static final Pattern YAML =
            Pattern.compile("```yaml\n(apiVersion: (?:accelnet|kubevirt)\\.io.*?)```", Pattern.DOTALL);
    private static final Pattern BOND =
            Pattern.compile("```yaml\n(# With a SriovNetworkNodePolicy.*?)```", Pattern.DOTALL);
    private static final Pattern REFUSED =
            Pattern.compile("shop/one-too-many is refused, \\w+:\n(.*?)\nshop/", Pattern.DOTALL);
    private static final Path README = Path.of("README.md");

    @ParameterizedTest
    @CsvSource({"README.md, ''", "docs/kubevirt.md, -f src/test/resources/docs/kubevirt-hosts.yaml"})
    void admitTheirVm(Path page, String besides) throws IOException {
        String[] arguments = ("plan -f - " + besides).strip().split(" ");
        Shell.Answer answer = Shell.run(manifests(page), arguments);
        assertThat(answer.code()).as(answer.screen()).isZero();
        assertThat(answer.out()).contains("1 VM: 1 admitted.");
        assertThat(answer.out()).as("a reserve").contains(" is 1 that may be down at once.");
    }

    /** A cluster of its own, in place of the one above it on the page. */
    @Test
    void theBondOverTwoCardsHasAVirtualFunctionOfEach() throws IOException {
        Matcher bond = BOND.matcher(Files.readString(Path.of("docs/kubevirt.md")));
        assertThat(bond.find()).isTrue();
        Shell.Answer answer =
                Shell.run(bond.group(1), "plan", "-f", "-", "-f", "src/test/resources/docs/kubevirt-bond-hosts.yaml");
        assertThat(answer.code()).as(answer.screen()).isZero();
        assertThat(answer.out()).contains("1 VM: 1 admitted.");
        Shell.Answer statuses = Shell.run(
                bond.group(1),
                "plan",
                "-f",
                "-",
                "-f",
                "src/test/resources/docs/kubevirt-bond-hosts.yaml",
                "-o",
                "yaml");
        assertThat(statuses.out().lines().map(String::strip))
                .containsSubsequence(
                        "- networkAdapter: bond-a", "adapter: ens1f0", "- networkAdapter: bond-b", "adapter: ens2f0");
    }

    @Test
    void leaveTheSamplesAlone() throws IOException {
        Shell.Answer with = Shell.run(manifests(README), "plan", "-f", "deploy/samples", "-f", "-");
        assertThat(with.out())
                .contains("Cluster east: 50 % of 4 nodes are 2", "9 VMs: 5 admitted, 4 refused.")
                .doesNotContain("NodesExclusive", "NoAdapters");
    }

    @Test
    void theRefusalInTheReadmeIsWhatIsSaid() throws IOException {
        Matcher refused =
                REFUSED.matcher(Shell.type("accelnet plan -f deploy/samples").out());
        assertThat(refused.find()).isTrue();
        assertThat(oneLine(Files.readString(README))).contains(oneLine(refused.group(1)));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String manifests(Path page) throws IOException {
        return YAML.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("---\n"));
    }
}
