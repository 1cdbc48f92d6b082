package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents of YAML, with the lines where they and their fields stand. */
class YamlDocumentsTest {
    @Test
    void oneAfterAnother() {
        List<Document> documents = read("# only a comment\n---\na: 1\n---\n\nb:\n  - c: yes\n---\n");

        assertThat(documents)
                .extracting(Document::content)
                .containsExactly(Map.of("a", 1L), Map.of("b", List.of(Map.of("c", true))));
        assertThat(documents).extracting(Document::line).containsExactly(12, 15);
        assertThat(documents.getLast().lineOf().applyAsInt(List.of("b", 0, "c")))
                .isEqualTo(16);
        assertThat(documents.getLast().lineOf().applyAsInt(List.of("b", 3)))
                .as("of what isn't there: where it should be")
                .isEqualTo(15);
    }

    @Test
    void objectsOfAList() {
        List<Document> documents = read("kind: List\nitems:\n- kind: A\n  x: 1\n- kind: B\n  y: 2\napiVersion: v1\n");

        assertThat(documents)
                .extracting(Document::content)
                .containsExactly(Map.of("kind", "A", "x", 1L), Map.of("kind", "B", "y", 2L));
        assertThat(documents).extracting(Document::line).containsExactly(12, 14);
        assertThat(documents.getLast().lineOf().applyAsInt(List.of("y"))).isEqualTo(15);
    }

    @Test
    void anchorsAndMerges() {
        List<Document> documents = read("base: &base {a: 1, b: [x]}\nother:\n  <<: *base\n  a: 2\ncopy: *base\n");

        assertThat(documents.getFirst().content())
                .isEqualTo(Map.of(
                        "base", Map.of("a", 1L, "b", List.of("x")),
                        "other", Map.of("a", 2L, "b", List.of("x")),
                        "copy", Map.of("a", 1L, "b", List.of("x"))));
        assertThat(documents.getFirst().errors()).isEmpty();
    }

    @Test
    void aliasesThatBlowUp() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }

        assertThat(read(text.toString()).getFirst().errors())
                .singleElement()
                .asString()
                .contains("excessive aliasing");
    }

    @Test
    void keysThatAreThereTwice() {
        List<Document> documents = read("a: 1\nb:\n  c: 1\n  c: 2\n");

        assertThat(documents.getFirst().errors())
                .containsExactly(new Document.Fault(13, "key \"c\" already set in map"));
    }

    @Test
    void quotedIsText() {
        assertThat(read("a: \"yes\"\nb: '7'\nc: !!str 7\nd: |\n  1\n")
                        .getFirst()
                        .content())
                .isEqualTo(Map.of("a", "yes", "b", "7", "c", "7", "d", "1\n"));
    }

    /** Ten thousand wrong documents are told about in the time that it takes to read them twice, not ten thousand times. */
    @Test
    @Timeout(30)
    void linesOfVeryManyDocuments() {
        List<Document> documents = read("---\na:\n  b: 1\n".repeat(20_000));

        assertThat(documents.stream()
                        .mapToInt(document -> document.lineOf().applyAsInt(List.of("a", "b")))
                        .max())
                .hasValue(10 + 3 * 20_000 - 1);
    }

    @Test
    void noYaml() {
        assertThat(read("a: b: c\n").getFirst().errors())
                .containsExactly(new Document.Fault(10, "no YAML: mapping values are not allowed here"));
    }

    /** As if it were a piece of a file that begins at its line 10. */
    private static List<Document> read(String text) {
        List<Document> documents = new ArrayList<>();
        YamlDocuments.read(text, 10, documents::add);
        return documents;
    }
}
