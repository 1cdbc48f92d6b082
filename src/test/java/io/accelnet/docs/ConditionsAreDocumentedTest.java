package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.outcome.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation has every condition and every reason that a status can have, and no others. */
class ConditionsAreDocumentedTest {
    private static final Path REFERENCE = Path.of("docs/reference/conditions.md");
    private static final Path KUBEVIRT = Path.of("docs/kubevirt.md");
    private static final Path README = Path.of("README.md");
    private static final Pattern CODE = Pattern.compile("`([A-Za-z_]+)`");

    @Test
    void theReferenceHasEveryConditionAndEveryReason() throws IOException {
        assertThat(inCode(Files.readString(REFERENCE))).containsAll(names());
    }

    @Test
    void itsTablesHaveNothingElse() throws IOException {
        String firstTwoColumns = Files.readAllLines(REFERENCE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .map(columns -> columns[1] + columns[2])
                .collect(Collectors.joining());

        assertThat(inCode(firstTwoColumns)).isSubsetOf(names());
    }

    @Test
    void theReadmeHasEveryDocumentedCode() throws IOException {
        Set<String> codes =
                names().stream().filter(name -> name.contains("_")).collect(Collectors.toCollection(TreeSet::new));

        assertThat(inCode(Files.readString(README))).containsAll(codes);
    }

    @Test
    void thePageOnKubeVirtHasWhateverAPodWaitsFor() throws IOException {
        assertThat(inCode(Files.readString(KUBEVIRT)))
                .containsAll(
                        Arrays.stream(PodReason.values()).map(PodReason::wire).toList());
    }

    private static Set<String> names() {
        return Stream.concat(
                        Arrays.stream(Reason.values()).map(Reason::wire),
                        Arrays.stream(ConditionType.values()).map(ConditionType::wire))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inCode(String text) {
        return CODE.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
