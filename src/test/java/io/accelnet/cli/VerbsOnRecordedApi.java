package io.accelnet.cli;

import io.accelnet.cli.Shell.Answer;
import io.accelnet.cli.terminal.Terminals;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that are typed against an API server which records what they ask. */
abstract class VerbsOnRecordedApi {
    RecordedApiServer server;

    @BeforeEach
    void startTheServer(@TempDir Path folder) {
        server = new RecordedApiServer(folder);
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    Answer type(String line) {
        return run("", line);
    }

    /** With this on its standard input. */
    Answer run(String input, String line) {
        return Shell.run(input, words(line));
    }

    /** Where somebody sits who answers this. */
    Answer typeOnTerminal(String answer, String line) {
        return Shell.runOn(new Terminals(true, true, true, false), answer, words(line));
    }

    private String[] words(String line) {
        return Stream.concat(
                        Stream.of(line.split(" ")),
                        Stream.of("--kubeconfig", server.kubeconfig().toString()))
                .toArray(String[]::new);
    }
}
