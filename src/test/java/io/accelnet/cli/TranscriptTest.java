package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users see, word for word. Each file of {@code src/test/resources/cli} has commands and what they answer, up to a line
 * {@code --}. With {@code -Dgolden.write=true} the answers are written anew; read what has changed before committing it.
 */
class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/cli");

    @ParameterizedTest
    @MethodSource("files")
    void everyAnswerIsAsWritten(Path file) throws IOException {
        String actual = Transcript.replay(Files.readString(file), "--");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }
}
