package io.accelnet.cli.verb.reading;

import io.accelnet.cli.report.DocumentWriter;
import io.accelnet.cli.terminal.Output;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How a verb writes its answer: as a table, or all of it for programs. */
final class AnswerOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table; json or yaml: all, for programs. Default: ${DEFAULT-VALUE}.")
    Output output = Output.table;

    /**
     * Writes an answer.
     *
     * @param answer what programs are told
     * @param out where it is written
     * @param table writes it for people
     */
    void write(Object answer, PrintWriter out, Runnable table) throws IOException {
        switch (output) {
            case table -> table.run();
            case json -> new DocumentWriter(out).json(answer);
            case yaml -> new DocumentWriter(out).yaml(answer);
        }
    }
}
