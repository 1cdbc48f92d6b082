package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workflow that publishes a release. Nothing runs it here, so what can be seen without is looked at. */
class WorkflowTest {
    private static final Path WORKFLOW = Path.of(".github/workflows/release.yaml");
    private static final Pattern TARGET = Pattern.compile("\\bmake ([a-z-]+)");
    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w/])((?:hack|\\.ci)/[\\w/-]+)");

    private final JsonNode workflow;
    private final String text;

    WorkflowTest() throws IOException {
        text = Files.readString(WORKFLOW);
        workflow = new ManifestText().objects(text).getFirst();
    }

    /** A tag can be moved to another commit, and what runs then has the rights of the job. */
    @Test
    void actionsAreNamedByTheirCommit() {
        assertThat(workflow.findValuesAsText("uses"))
                .hasSizeGreaterThan(3)
                .allMatch(action -> action.matches("[\\w-]+/[\\w-]+@[0-9a-f]{40}"));
        assertThat(text.lines().filter(line -> line.matches("\\s*(- )?uses:.*")))
                .hasSameSizeAs(workflow.findValuesAsText("uses"))
                .as("whoever brings them up to date sees the version")
                .allMatch(line -> line.matches(".* # v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void whatItRunsIsThere() throws IOException {
        String makefile = Files.readString(Path.of("Makefile"));
        List<String> targets = named(TARGET);
        assertThat(targets)
                .contains("release", "release-again", "release-try")
                .allMatch(target -> makefile.contains("\n" + target + ":"));
        assertThat(named(SCRIPT)).contains(".ci/run").allMatch(script -> Files.isExecutable(Path.of(script)));
    }

    private List<String> named(Pattern pattern) {
        return pattern.matcher(String.join("\n", workflow.findValuesAsText("run")))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** Whoever changes the sources can't change what is published elsewhere. */
    @Test
    void onlyWhatPublishesMayWrite() {
        assertThat(workflow.at("/permissions/contents").asText()).isEqualTo("read");
        assertThat(workflow.at("/jobs/test/permissions").isMissingNode()).isTrue();
        assertThat(workflow.at("/jobs/publish/needs").asText()).isEqualTo("test");
    }

    /** Other projects' actions run where there is nothing to take. */
    @Test
    void theActionForKrewHasNoRights() {
        assertThat(workflow.at("/jobs/publish").findValuesAsText("uses"))
                .isNotEmpty()
                .allMatch(action -> action.startsWith("actions/"));
        JsonNode krew = workflow.at("/jobs/krew");
        assertThat(krew.findValuesAsText("uses"))
                .singleElement()
                .satisfies(action -> assertThat(action).startsWith("rajatjindal/krew-release-bot@"));
        assertThat(krew.path("permissions").isObject()).isTrue();
        assertThat(krew.path("permissions")).isEmpty();
        assertThat(krew.toString()).doesNotContain("secrets.", "github.token");
        assertThat(krew.path("needs").asText()).isEqualTo("publish");
        assertThat(krew.path("if").asText()).contains("needs.publish.outputs.latest == 'true'");
    }

    /** People who name no version, and krew, get the highest one, whichever was made last. */
    @ParameterizedTest
    @CsvSource({
        "v0.2.0, '', true",
        "v0.10.0, 'v0.2.0 v0.9.1', true",
        "v0.2.1, 'v0.2.0 v0.10.0', false",
        "v0.2.0, 'v0.2.0', true",
        "v0.3.0-rc.1, 'v0.2.0', false"
    })
    void onlyTheHighestVersionIsTheLatest(String tag, String published, boolean latest, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path tags = Files.writeString(folder.resolve("tags"), published.replace(' ', '\n') + "\n");
        Process process = new ProcessBuilder("hack/release/is-highest", tag)
                .redirectInput(tags.toFile())
                .start();

        assertThat(process.waitFor()).isEqualTo(latest ? 0 : 1);
        assertThat(named(SCRIPT)).contains("hack/release/is-highest");
    }

    /** Text that others choose, such as the name of a tag, is no part of a command. */
    @Test
    void commandsHaveNoExpressions() {
        assertThat(workflow.findValuesAsText("run")).noneMatch(command -> command.contains("${{"));
    }
}
