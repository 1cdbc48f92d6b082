package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of YAML and JSON, with the positions where they and their fields are written. */
class DocumentReaderTest {
    @Test
    void oneAfterAnother() throws IOException {
        List<Document> documents = read("# only a comment\n---\na: 1\n---\n\nb:\n  - c: yes\n---\n");

        assertThat(documents)
                .extracting(Document::content)
                .containsExactly(Map.of("a", 1L), Map.of("b", List.of(Map.of("c", true))));
        assertThat(documents)
                .extracting(document -> document.positions().ofObject())
                .containsExactly(new Position(3, 1), new Position(6, 1));
        assertThat(documents.getLast().positions().of(List.of("b", 0, "c"))).isEqualTo(new Position(7, 5));
        assertThat(documents.getLast().positions().of(List.of("b", 3)))
                .as("of what isn't there: where it should be")
                .isEqualTo(new Position(6, 1));
    }

    @Test
    void objectsOfAList() throws IOException {
        List<Document> documents = read("kind: List\nitems:\n- kind: A\n  x: 1\n- kind: B\n  z: 2\napiVersion: v1\n");

        assertThat(documents)
                .extracting(Document::content)
                .containsExactly(Map.of("kind", "A", "x", 1L), Map.of("kind", "B", "z", 2L));
        assertThat(documents)
                .extracting(document -> document.positions().ofObject())
                .containsExactly(new Position(3, 3), new Position(5, 3));
        assertThat(documents.getLast().positions().of(List.of("z"))).isEqualTo(new Position(6, 3));
    }

    @Test
    void objectsOfAListInJson() throws IOException {
        List<Document> documents = read("""
                {"kind": "List", "items": [
                \t{"kind": "A", "x": [1, 2.5, 1e3, 99999999999999999999]},
                \t{"kind": "B", "y": {"z": "\\/yes", "z2": null, "z3": true}}]} {"kind": "C"}
                """);

        assertThat(documents)
                .extracting(Document::content)
                .containsExactly(
                        Map.of("kind", "A", "x", List.of(1L, 2.5, 1000L, 1e20)),
                        map("kind", "B", "y", map("z", "/yes", "z2", null, "z3", true)),
                        Map.of("kind", "C"));
        assertThat(documents.get(1).positions().of(List.of("y", "z2"))).isEqualTo(new Position(3, 36));
    }

    /** What begins with a brace may be YAML in the flow style, or JSON with YAML after it. */
    @Test
    void whatBeginsWithABraceMayBeYaml() throws IOException {
        List<Document> flow = read("{kind: A, x: [yes]}\n---\nkind: B\nz: 1\n");
        assertThat(flow)
                .extracting(Document::content)
                .containsExactly(Map.of("kind", "A", "x", List.of(true)), Map.of("kind", "B", "z", 1L));
        assertThat(flow.getLast().positions().of(List.of("z"))).isEqualTo(new Position(4, 1));

        List<Document> mixed = read("\n{\"kind\": \"A\"}\n---\nkind: B\n---\n{\"kind\": \"C\"}\n");
        assertThat(mixed)
                .extracting(Document::content)
                .containsExactly(Map.of("kind", "A"), Map.of("kind", "B"), Map.of("kind", "C"));
        assertThat(mixed.get(1).positions().ofObject()).isEqualTo(new Position(4, 1));
    }

    /** After two documents of JSON, or an object of a List, nothing else comes. */
    @Test
    void whatIsJsonStaysJson() throws IOException {
        List<Document> documents = read("{\"kind\": \"A\"} {\"kind\": \"B\"}\n---\nkind: C\n");
        assertThat(documents).hasSize(3);
        assertThat(documents.getLast().faults()).singleElement().asString().contains("no JSON");

        List<Document> list = read("{\"kind\": \"List\", \"items\": [{\"kind\": \"A\"}, {kind: B}]}");
        assertThat(list).hasSize(2);
        assertThat(list.getLast().faults()).singleElement().asString().contains("no JSON");
    }

    @Test
    void whatIsNeitherIsCalledJson() throws IOException {
        assertThat(read("{\"kind\": \"A\"").getLast().faults())
                .singleElement()
                .asString()
                .contains("no JSON");
    }

    @Test
    void anchorsAndMerges() throws IOException {
        List<Document> documents =
                read("base: &base {a: 1, b: [x]}\nother:\n  <<: *base\n  a: 2\ncopy: *base\nc: &c 7\nd: *c\n");

        assertThat(documents.getFirst().content())
                .isEqualTo(Map.of(
                        "base", Map.of("a", 1L, "b", List.of("x")),
                        "other", Map.of("a", 2L, "b", List.of("x")),
                        "copy", Map.of("a", 1L, "b", List.of("x")),
                        "c", 7L,
                        "d", 7L));
        assertThat(documents.getFirst().faults()).isEmpty();
    }

    @Test
    void anAnchorIsForItsDocumentOnly() throws IOException {
        assertThat(read("a: &a 1\n---\nb: *a\n").getLast().faults())
                .containsExactly(fault(3, 4, "unknown anchor 'a' referenced"));
    }

    @Test
    void aliasesThatBlowUp() throws IOException {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }

        assertThat(read(text.toString()).getFirst().faults())
                .singleElement()
                .asString()
                .contains("excessive aliasing");
    }

    @Test
    void keysThatAreThereTwice() throws IOException {
        assertThat(read("a: 1\nb:\n  c: 1\n  c: 2\n").getFirst().faults())
                .containsExactly(fault(4, 3, "key \"c\" already set in map"));
        assertThat(read("{\"b\": {\"c\": 1,\n \"c\": 2}}").getFirst().faults())
                .containsExactly(fault(2, 2, "key \"c\" already set in map"));
    }

    @Test
    void quotedIsText() throws IOException {
        assertThat(read("a: \"yes\"\nb: '7'\nc: !!str 7\nd: |\n  1\n")
                        .getFirst()
                        .content())
                .isEqualTo(Map.of("a", "yes", "b", "7", "c", "7", "d", "1\n"));
    }

    @Test
    void aTagSaysWhatAScalarIs() throws IOException {
        List<Document> documents = read("a: !!int \"7\"\nb: !!float 7\nc: !!int x\nd: !Ref y\n");

        assertThat(documents.getFirst().content()).isEqualTo(Map.of("a", 7L, "b", 7L, "c", "x", "d", "y"));
        assertThat(documents.getFirst().faults())
                .containsExactly(
                        fault(3, 4, "cannot decode `x` as a !!int"),
                        fault(4, 4, "a tag that manifests don't have: !Ref"));
    }

    /** As it comes to the API server. */
    @Test
    void aWholeNumberIsAnInteger() throws IOException {
        assertThat(read("a: [2.0, 08, 1e3, 2.5, -0.0, 1e30]").getFirst().content())
                .isEqualTo(Map.of("a", List.of(2L, 8L, 1000L, 2.5, 0L, 1e30)));
    }

    @Test
    void keysAreStrings() throws IOException {
        assertThat(read("yes: a\n0x10: b\n'no': c\n1.50: d\n").getFirst().content())
                .isEqualTo(Map.of("true", "a", "16", "b", "no", "c", "1.5", "d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\n? [b]\n: 1", "a: 1\n~: 1", "a: &a b\n*a : 1"})
    void otherKeysAreRefused(String text) throws IOException {
        assertThat(read(text).getLast().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).isEqualTo("no YAML: a key has to be a string"))
                .satisfies(fault -> assertThat(fault.position().line()).isEqualTo(2));
    }

    /** Ten thousand wrong documents are told about in the time that it takes to read them twice, not ten thousand times. */
    @Test
    @Timeout(30)
    void positionsOfVeryManyDocuments() throws IOException {
        List<Document> documents = read("---\na:\n  b: 1\n".repeat(20_000));

        assertThat(documents.stream()
                        .mapToInt(document ->
                                document.positions().of(List.of("a", "b")).line())
                        .max())
                .hasValue(3 * 20_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a: b: c               | 1 | 5 | no YAML: mapping values are not allowed here
                    a: "b                 | 1 | 6 | no YAML: found unexpected end of stream
                    {"a": 1,, "b": 2}     | 1 | 9 | no JSON: Unexpected character (',' (code 44)): was expecting double-quote to start field name
                    """)
    void whatCannotBeRead(String text, int line, int column, String message) throws IOException {
        assertThat(read(text).getFirst().faults()).containsExactly(fault(line, column, message));
    }

    @Test
    void whatIsReadBeforeAFaultIsTold() throws IOException {
        assertThat(read("a: 1\n---\n}\n")).extracting(Document::content).containsExactly(Map.of("a", 1L), null);
    }

    /** Without a limit, Java's own stack would end. */
    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "- ", "[{a: "})
    @Timeout(30)
    void whatIsNestedWithoutEnd(String opening) throws IOException {
        assertThat(read(opening.repeat(200_000)).getLast().faults())
                .singleElement()
                .asString()
                .contains("more than 200 maps and lists inside of each other");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"a|a", "a: |b", "'|x", "#|x", "a:|$", "a:$|- [b]$", "{'a': '|x", "{'a': [|1,", "a: |x y$  "})
    @Timeout(60)
    void aDocumentThatNeverEnds(String beginning, String part) throws IOException {
        List<Document> documents = new ArrayList<>();
        DocumentReader.read(new EndlessInput(text(beginning), text(part)), 400_000, documents::add);

        assertThat(documents.getLast().faults())
                .singleElement()
                .asString()
                .contains("one document has more than 400000 characters");
    }

    @Test
    @Timeout(60)
    void whatIsLongerThanAnyObject() throws IOException {
        List<Document> documents = new ArrayList<>();
        DocumentReader.read(new EndlessInput("{\"a\": [", "1,"), documents::add);

        assertThat(documents.getLast().faults())
                .singleElement()
                .asString()
                .contains("one document has more than 4000000 characters");
    }

    /** A folder of 200,000 VMs in one file is no document that is too long, neither as documents nor as a List. */
    @ParameterizedTest
    @ValueSource(strings = {"---\na: %s\n", "- a: %s\n", "{\"a\": \"%s\"}\n"})
    void manyDocumentsMayBeLonger(String document) throws IOException {
        String one = document.formatted("x".repeat(300_000));
        String text = (document.startsWith("- ") ? "items:\n" : "") + one.repeat(20);

        assertThat(read(text))
                .hasSize(20)
                .allSatisfy(each -> assertThat(each.faults()).isEmpty());
    }

    @Test
    void zeros() throws IOException {
        assertThat(read("\0\0\0\0").getFirst().faults())
                .singleElement()
                .asString()
                .contains("no YAML: it has the character U+0000, which no text has: is this a file of manifests?");
    }

    @Test
    void anotherEncoding() throws IOException {
        List<Document> documents = new ArrayList<>();
        DocumentReader.read(new ByteArrayInputStream("a: ä\n".getBytes(StandardCharsets.UTF_16)), documents::add);

        assertThat(documents.getLast().faults()).singleElement().asString().contains("no text in UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        assertThat(read("\ufeffa: 1")).extracting(Document::content).containsExactly(Map.of("a", 1L));
        assertThat(read("\ufeff{\"a\": 1}")).extracting(Document::content).containsExactly(Map.of("a", 1L));
    }

    private static Document.Fault fault(int line, int column, String message) {
        return new Document.Fault(new Position(line, column), message);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    private static List<Document> read(String text) throws IOException {
        List<Document> documents = new ArrayList<>();
        DocumentReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), documents::add);
        return documents;
    }

    private static String text(String shown) {
        return shown.replace('\'', '"').replace('$', '\n');
    }

    /** A beginning, and then the same again and again, as a pipe or a device may give it. */
    private static final class EndlessInput extends InputStream {
        private final byte[] beginning;
        private final byte[] part;
        private int next;

        EndlessInput(String beginning, String part) {
            this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
            this.part = part.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            int at = next++;
            return at < beginning.length ? beginning[at] : part[(at - beginning.length) % part.length];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                bytes[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
