package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What is read, and where, is what another parser of YAML reads there. */
class YamlReadingTest {
    private static final String MANIFEST = """
            # Who has many of these
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetVM
            metadata:
              labels:
                app.kubernetes.io/name: database
              name: vm-1
            spec:
              performance: "Low"

              virtualMachine:
                # counts
                virtualProcessors: 8
                networkAdapters: [eth0, eth1]
            status:
              conditions:
              - type: Ready
                message: it has 2 virtual functions, as it asks (more in the node's ledger)
                since: 2026-11-24T01:02:03Z
              - type: 'Reconciling'
                nested:
                  - []
                  - a: {}
            ---
            kind: Other
            """;

    /** A document as the other parser reads it. */
    private record Other(@Nullable Object content, int line) {}

    @Test
    void aManifest() throws IOException {
        assertThat(others(MANIFEST).orElseThrow()).hasSize(2);
        assertReadAlike(MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b: c",
                "a: b\n  c",
                "a: b\n  c: d",
                "a:\n    b: 1\n  c: 2",
                "a:\n- b\n c: 1",
                "a: b #c",
                "a: |\n  b",
                "a: \"b\\n\"",
                "a: 'it''s'",
                "a: [b, [c]]",
                "a: [b",
                "a: {b: c}",
                "a: ä",
                "# ä\na: b",
                "a: b\r\n",
                "a:\n---\nb: 1",
                "a: 1\n---\n---\nb: 1",
                "a: 1\n---\n",
                "a: 1\n...\n",
                "%YAML 1.1\n---\na: 1",
                "- a",
                "a",
                " a: 1",
                "a: -1",
            })
    void examples(String text) throws IOException {
        assertThat(read(text).stream().anyMatch(document -> !document.faults().isEmpty()))
                .isEqualTo(others(text).isEmpty());
        assertReadAlike(text);
    }

    /** The manifests of this project. */
    @ParameterizedTest
    @ValueSource(strings = {"crds", "deploy", "src/test/resources"})
    void allManifests(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            List<Path> files =
                    all.filter(file -> file.toString().endsWith(".yaml")).toList();

            assertThat(files).isNotEmpty();
            for (Path file : files) {
                assertReadAlike(Files.readString(file));
            }
        }
    }

    @Property(tries = 20_000)
    void anyLines(@ForAll("texts") String text) throws IOException {
        assertReadAlike(text);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a:",
                "b: ",
                "c: 1",
                "d: x y",
                "e: \"z\"",
                "f: [g, 07]",
                "h: {}",
                "- ",
                "- i",
                "- j: 1",
                "- k:",
                "---",
                "# l",
                "",
                ":",
                "m: n: o",
                "p: 'q'",
                "'",
                "\"",
                "[",
                "]",
                ",",
                "r: s#t",
                "u: v #w",
                "- - x",
                "...",
                "v: yes",
                "-",
                "\t",
                "1_0: 0x1f",
                "~");
        Arbitrary<String> indentations = Arbitraries.of("", "", "", "  ", "  ", "    ", " ");
        return Combinators.combine(indentations, pieces)
                .as((indentation, piece) -> indentation + piece)
                .list()
                .ofMaxSize(8)
                .map(lines -> String.join("\n", lines));
    }

    /** Manifests with one character changed: whatever it does, it does it for both. */
    @Property(tries = 20_000)
    void oneCharacter(@ForAll("characters") char character, @ForAll("places") int place, @ForAll boolean insert)
            throws IOException {
        assertReadAlike(MANIFEST.substring(0, place) + character + MANIFEST.substring(insert ? place : place + 1));
    }

    /**
     * Without those of anchors and aliases, whose names end elsewhere in YAML 1.2, which the other parser reads; and without the
     * question mark, which in {@code [?a]} begins a key for kubectl and a text in YAML 1.2.
     */
    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.of(" \n\t\r-:#[]{}'\",!|>%@`~.0aZ\\/_=<\u0000\u0007\u00e4"
                .chars()
                .mapToObj(each -> (char) each)
                .toList());
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, MANIFEST.length() - 1).withoutEdgeCases();
    }

    @Test
    void aQuestionMarkBeginsAKeyInBracketsAsForKubectl() throws IOException {
        Map<String, @Nullable Object> key = new HashMap<>();
        key.put("eth0", null);

        assertThat(read("a: [?eth0, eth1]"))
                .extracting(Document::content)
                .containsExactly(Map.of("a", List.of(key, "eth1")));
    }

    /** The other parser is for YAML 1.2, in which these are no ends of lines. For kubectl they are. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u2028", "\u2029"})
    void otherEndsOfLines(String end) throws IOException {
        assertThat(read("a: b" + end + "c: d"))
                .extracting(Document::content)
                .containsExactly(Map.of("a", "b", "c", "d"));
    }

    private static void assertReadAlike(String text) throws IOException {
        List<Document> read = read(text);
        Optional<List<Other>> others = others(text);
        if (others.isEmpty()
                || read.stream().anyMatch(document -> !document.faults().isEmpty())) {
            return;
        }
        assertThat(read)
                .as(text)
                .extracting(Document::content)
                .isEqualTo(others.get().stream().map(Other::content).toList());
        assertThat(read)
                .as(text)
                .extracting(document -> document.positions().ofObject().line())
                .isEqualTo(others.get().stream().map(Other::line).toList());
    }

    private static List<Document> read(String text) throws IOException {
        List<Document> documents = new ArrayList<>();
        DocumentReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), documents::add);
        return documents;
    }

    /** The documents that have something in them; empty if the text is no YAML. */
    private static Optional<List<Other>> others(String text) {
        List<Other> documents = new ArrayList<>();
        try {
            for (Node node : new Compose(
                            LoadSettings.builder().setAllowNonScalarKeys(false).build())
                    .composeAllFromString(text)) {
                objects(node)
                        .forEach(object -> documents.add(new Other(
                                value(object),
                                object.getStartMark().orElseThrow().getLine() + 1)));
            }
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
        documents.removeIf(document -> document.content() == null);
        return Optional.of(documents);
    }

    /** The objects of a List, or the document itself. */
    private static List<Node> objects(Node document) {
        if (document instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("items")
                        && tuple.getValueNode() instanceof SequenceNode items) {
                    return items.getValue();
                }
            }
        }
        return List.of(document);
    }

    private static @Nullable Object plain(String text) {
        @Nullable Object value = Scalars.resolve(text);
        return value instanceof Double number && number == Math.rint(number) ? (Object) number.longValue() : value;
    }

    private static @Nullable Object value(Node node) {
        return switch (node) {
            case ScalarNode scalar ->
                scalar.getScalarStyle() == ScalarStyle.PLAIN ? plain(scalar.getValue()) : scalar.getValue();
            case SequenceNode sequence -> {
                List<@Nullable Object> list = new ArrayList<>();
                sequence.getValue().forEach(each -> list.add(value(each)));
                yield list;
            }
            case MappingNode mapping -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    map.put(Objects.toString(value(tuple.getKeyNode())), value(tuple.getValueNode()));
                }
                yield map;
            }
            default -> throw new IllegalStateException("no value: " + node);
        };
    }
}
