package io.accelnet.testing.deploy;

import io.accelnet.testing.binaries.Binaries;
import io.accelnet.testing.binaries.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A program of an administrator's, run to its end.
 *
 * @param executable the program
 * @param kubeconfig of the cluster that it is for
 */
public record Tool(Path executable, Path kubeconfig) {
    /** What it said, and how it ended. */
    public record Answer(int status, String output, String errors) {
        /** The output of a run that went well. */
        public String expectSuccess() {
            if (status != 0) {
                throw new IllegalStateException("status " + status + ": " + errors);
            }
            return output;
        }
    }

    /** One that the environment has, or that is got first. */
    public static Tool of(Program program, Path kubeconfig) throws InterruptedException {
        Map<Program, Path> found = Binaries.ofEnvironment(System.err::println).get(List.of(program));
        return new Tool(Objects.requireNonNull(found.get(program)), kubeconfig);
    }

    public Answer run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("accelnet-tool", ".out");
        Path errors = Files.createTempFile("accelnet-tool", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                                    .toList())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            int status = builder.start().waitFor();
            return new Answer(status, read(output), read(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
