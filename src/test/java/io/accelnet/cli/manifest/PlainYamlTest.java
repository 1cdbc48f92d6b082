package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accelnet.cli.manifest.PlainYaml.NotPlainException;
import io.accelnet.cli.manifest.PlainYaml.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read fast is what the parser reads, and what can't be read fast isn't read at all. */
class PlainYamlTest {
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

    @Test
    void aManifest() {
        assertThatCode(() -> PlainYaml.read(MANIFEST)).doesNotThrowAnyException();
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
                "a: &x b",
                "a: *x",
                "a: |\n  b",
                "a: \"b\\n\"",
                "a: 'it''s'",
                "a: [b, [c]]",
                "a: [b",
                "a: {b: c}",
                "a:\tb",
                "a: ä",
                "# ä\na: b",
                "a: b\r\n",
                "a: b\na: c",
                "a:\n---\nb: 1",
                "a: 1\n---\n---\nb: 1",
                "a: 1\n---\n",
                "a: 1\n--- !x\nb: 1",
                "a: 1\n...\n",
                "%YAML 1.1\n---\na: 1",
                "- a",
                "a",
                " a: 1",
                "<<: a",
                "a: -1",
                "kind: List\nitems:\n- kind: A",
            })
    void notPlain(String text) {
        assertThatThrownBy(() -> PlainYaml.read(text)).isInstanceOf(NotPlainException.class);
    }

    /** The manifests of this project, plain or not. */
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
    void anyLines(@ForAll("texts") String text) {
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
                "y: yes",
                "-",
                "\t",
                "1_0: 0x1f",
                "~",
                "items:");
        Arbitrary<String> indentations = Arbitraries.of("", "", "", "  ", "  ", "    ", " ");
        return Combinators.combine(indentations, pieces)
                .as((indentation, piece) -> indentation + piece)
                .list()
                .ofMaxSize(8)
                .map(lines -> String.join("\n", lines));
    }

    /** Manifests with one character changed: whatever it does, it does it for both. */
    @Property(tries = 20_000)
    void oneCharacter(@ForAll("characters") char character, @ForAll("places") int place, @ForAll boolean insert) {
        assertReadAlike(MANIFEST.substring(0, place) + character + MANIFEST.substring(insert ? place : place + 1));
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.of(" \n\t\r-:#[]{}'\",&*!|>%@`?~.0aZ\\/_=<\u0000\u0007\u0085\u00e4\u2028\ufeff"
                .chars()
                .mapToObj(each -> (char) each)
                .toList());
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, MANIFEST.length() - 1).withoutEdgeCases();
    }

    private static void assertReadAlike(String text) {
        List<Plain> plain;
        try {
            plain = PlainYaml.read(text);
        } catch (NotPlainException e) {
            return;
        }
        List<Document> parsed = new ArrayList<>();
        YamlDocuments.parse(text, 0, parsed::add);
        assertThat(parsed)
                .as(text)
                .allSatisfy(document -> assertThat(document.errors()).isEmpty());
        assertThat(plain)
                .as(text)
                .extracting(Plain::content)
                .isEqualTo(parsed.stream().map(Document::content).toList());
        assertThat(plain)
                .as(text)
                .extracting(Plain::line)
                .isEqualTo(parsed.stream().map(Document::line).toList());
    }
}
