package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.manifest.Chunks.Chunk;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A large text comes in pieces that are whole documents, and nothing of it is lost. */
class ChunksTest {
    private static final int DOCUMENTS = 50_000;

    @Test
    void endWhereADocumentEnds() {
        String text = "a: 1 # é\nb: '---'\n---\n".repeat(DOCUMENTS);
        List<Chunk> chunks = chunks(text);

        assertThat(chunks).hasSizeGreaterThan(2);
        assertThat(chunks.stream().map(Chunk::text).collect(Collectors.joining()))
                .isEqualTo(text);
        assertThat(chunks.subList(1, chunks.size()))
                .allMatch(chunk -> chunk.text().startsWith("---\n"));
        int line = 1;
        for (Chunk chunk : chunks) {
            assertThat(chunk.firstLine()).isEqualTo(line);
            line += (int) chunk.text().chars().filter(each -> each == '\n').count();
        }
    }

    @Test
    void aLongDocumentIsOne() {
        String document = "- a word\n".repeat(4 * DOCUMENTS);

        assertThat(chunks(document + "---\n" + document + "---"))
                .extracting(Chunk::text)
                .containsExactly(document, "---\n" + document + "---");
    }

    @Test
    void nothingIsNone() {
        assertThat(chunks("")).isEmpty();
    }

    private static List<Chunk> chunks(String text) {
        List<Chunk> chunks = new ArrayList<>();
        new Chunks(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).forEachRemaining(chunks::add);
        return chunks;
    }
}
