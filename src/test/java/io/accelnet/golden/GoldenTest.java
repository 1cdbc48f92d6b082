package io.accelnet.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.outcome.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder is a case: {@code in.yaml} or {@code in-1.yaml}, {@code in-2.yaml}, … are applied one after another, and after each
 * the statuses must be those of {@code out.yaml} or {@code out-1.yaml}, …. Run with {@code -Dgolden.write=true} to write the
 * latter again, and read what has changed before committing it.
 */
class GoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden");

    private final Rendering rendering = new Rendering();

    @ParameterizedTest
    @MethodSource("cases")
    void everyStatusIsAsWritten(String name) throws IOException {
        GoldenObjects objects = new GoldenObjects();
        Set<Path> used = new HashSet<>();
        for (Path input : GoldenCases.inputs(CASES.resolve(name))) {
            Path output = input.resolveSibling(input.getFileName().toString().replaceFirst("^in", "out"));
            GoldenCases.read(input).forEach(objects::apply);
            objects.settle();
            String actual = rendering.render(objects.own());
            if (Boolean.getBoolean("golden.write")) {
                Files.writeString(output, actual);
            }
            assertThat(actual).as(output.toString()).isEqualTo(Files.readString(output));
            used.addAll(List.of(input, output));
        }
        assertThat(used)
                .as("no file is unused")
                .containsExactlyInAnyOrderElementsOf(GoldenCases.files(CASES.resolve(name)));
    }

    @Test
    void everyDocumentedCodeHasACase() throws IOException {
        Set<String> found = new TreeSet<>();
        Pattern reason = Pattern.compile("reason: \"?(\\w+)\"?");
        for (String name : cases().toList()) {
            for (Path file : GoldenCases.files(CASES.resolve(name))) {
                Matcher matcher = reason.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        assertThat(found)
                .containsAll(Arrays.stream(Reason.values())
                        .map(Reason::wire)
                        .filter(code -> code.contains("_"))
                        .collect(Collectors.toSet()));
    }

    static Stream<String> cases() throws IOException {
        return GoldenCases.all().stream().map(path -> path.getFileName().toString());
    }
}
