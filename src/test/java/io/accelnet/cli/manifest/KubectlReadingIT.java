package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accelnet.cli.schema.Values;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.deploy.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A genuine kubectl, which needs no cluster for this, reads the same from a manifest. */
class KubectlReadingIT {
    private static final int TEXTS = 20_000;
    private static final int LONGEST = 6;
    private static final String CHARACTERS = "00112789abfoxXBOeE+-._yYnNtTrRuUlLsS~=<";
    private static final List<String> EXAMPLES = List.of(
            "yes",
            "On",
            "TRUE",
            "y",
            "no",
            "OFF",
            "N",
            "yEs",
            "tRue",
            "~",
            "null",
            "Null",
            "nulL",
            "7",
            "-7",
            "+7",
            "0",
            "017",
            "0o17",
            "0x1F",
            "0b101",
            "1_000",
            "08",
            "0o19",
            "0b12",
            "12_",
            "0_7",
            "0x_1",
            "1._5",
            "1e1_0",
            "-0o7",
            "1.5",
            ".5",
            ".5_0",
            "1e3",
            "1e400",
            "2.0",
            "-0.0",
            "99999999999999999999",
            "9223372036854775808",
            "4e400",
            "1.5e10",
            "1e-7",
            "-1e-7",
            "1e21",
            "1234567.5",
            "123456.5",
            "1e6",
            "0.0001",
            "-0.0",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775809",
            "0x8000000000000000",
            "+0x8000000000000000",
            "0x10000000000000000",
            "2026-01-01",
            "2026-01-01T00:00:00Z",
            "1.2.3",
            "4Gi",
            "190:20:30",
            "0x",
            "+",
            "=",
            "'yes'",
            "\"7\"",
            "!!str 7",
            "!!int \"7\"",
            "!!float 7",
            "!!bool yes",
            "!!timestamp 2026-01-01");

    /** Those that aren't strings in the end: a merge, and numbers that are too large for Go's int64 and don't come as float64. */
    private static final Set<String> NO_KEYS =
            Set.of("<<", "9223372036854775808", "18446744073709551615", "0x8000000000000000");

    @TempDir
    Path folder;

    @Test
    void values() throws Exception {
        assertReadAlike(texts().map(text -> "- " + text).collect(Collectors.joining("\n", "all:\n", "\n")));
    }

    @Test
    void keys() throws Exception {
        assertReadAlike(texts().filter(text -> Scalars.resolve(text) != null && !NO_KEYS.contains(text))
                .map(text -> "- " + text + ": x")
                .collect(Collectors.joining("\n", "all:\n", "\n")));
    }

    @Test
    void json() throws Exception {
        assertReadAlike("""
                {"x": [1, -1, 2.0, 2.5, 1e3, 9223372036854775807, 9223372036854775808, 1e30, null, true, "\\u00e4\\/"],
                \t"kind": "Any", "apiVersion": "v1", "metadata": {"name": "any"}}
                """);
    }

    private static Stream<String> texts() {
        Random random = new Random(1);
        Stream<String> any = Stream.generate(() -> IntStream.rangeClosed(0, random.nextInt(LONGEST))
                        .mapToObj(i -> CHARACTERS.charAt(random.nextInt(CHARACTERS.length())))
                        .map(String::valueOf)
                        .collect(Collectors.joining()))
                .limit(TEXTS);
        // Three hyphens may end the document; what begins with a hyphen alone is the element of a list.
        return Stream.concat(EXAMPLES.stream(), any).filter(text -> !text.matches("-|\\.\\.\\.|---"));
    }

    private void assertReadAlike(String text) throws Exception {
        String manifest = text.startsWith("{") ? text : "kind: Any\napiVersion: v1\nmetadata: {name: any}\n" + text;
        Path file = Files.writeString(folder.resolve("manifest"), manifest);
        String read = Tool.of(Program.KUBECTL, folder.resolve("no-kubeconfig"))
                .run("label", "--local", "-f", file.toString(), "-o", "json", "a=b")
                .expectSuccess();
        Map<String, @Nullable Object> expected = Values.object(new ObjectMapper().readTree(read));
        Map<String, @Nullable Object> actual = document(manifest);
        expected.remove("metadata");
        actual.remove("metadata");
        assertThat(differences(actual.remove("all"), expected.remove("all"))).isEmpty();
        assertThat(actual).isEqualTo(expected);
    }

    /** Of very many values, those that aren't the same. */
    private static List<String> differences(@Nullable Object actual, @Nullable Object expected) {
        if (!(actual instanceof List<?> ours)
                || !(expected instanceof List<?> theirs)
                || ours.size() != theirs.size()) {
            return Objects.equals(actual, expected) ? List.of() : List.of(actual + " is not " + expected);
        }
        return IntStream.range(0, ours.size())
                .filter(i -> !Objects.equals(ours.get(i), theirs.get(i)))
                .mapToObj(i -> i + ": " + ours.get(i) + " is not " + theirs.get(i))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> document(String manifest) throws IOException {
        List<Document> documents = new ArrayList<>();
        DocumentReader.read(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)), documents::add);
        assertThat(documents).hasSize(1);
        assertThat(documents.getFirst().faults()).isEmpty();
        return (Map<String, @Nullable Object>)
                Objects.requireNonNull(documents.getFirst().content());
    }
}
