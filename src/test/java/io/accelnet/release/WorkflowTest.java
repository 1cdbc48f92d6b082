package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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

    @Test
    void actionsArePinnedByTheirVersion() {
        assertThat(workflow.findValuesAsText("uses"))
                .hasSizeGreaterThan(3)
                .allMatch(action -> action.matches("[\\w-]+/[\\w-]+@(v\\d+\\.\\d+\\.\\d+|[0-9a-f]{40})"));
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

    /** Text that others choose, such as the name of a tag, is no part of a command. */
    @Test
    void commandsHaveNoExpressions() {
        assertThat(workflow.findValuesAsText("run")).noneMatch(command -> command.contains("${{"));
    }
}
