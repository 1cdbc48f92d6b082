package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.binaries.Binaries;
import io.accelnet.testing.binaries.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Where the commands of a page are typed, in the project's folder.
 *
 * @param kubeconfig of the cluster that they are for
 * @param programs those that they call, besides what every system has
 */
public record AdministratorsShell(Path kubeconfig, List<Path> programs) {
    public static AdministratorsShell with(Path kubeconfig, Program... programs) throws InterruptedException {
        return new AdministratorsShell(
                kubeconfig,
                List.copyOf(Binaries.ofEnvironment(System.err::println)
                        .get(Arrays.asList(programs))
                        .values()));
    }

    /** Types commands, which have to go well. What they wrote. */
    public String type(String commands) throws IOException, InterruptedException {
        Path output = Files.createTempFile("page", ".txt");
        try {
            ProcessBuilder shell = new ProcessBuilder("sh", "-ec", commands)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            shell.environment().put("KUBECONFIG", kubeconfig.toString());
            shell.environment().merge("PATH", folders(), (path, ours) -> ours + File.pathSeparator + path);
            int status = shell.start().waitFor();
            String written = Files.readString(output);
            assertThat(status).as("%s%n%s", commands, written).isZero();
            return written;
        } finally {
            Files.delete(output);
        }
    }

    private String folders() {
        return programs.stream()
                .map(Path::toAbsolutePath)
                .map(Path::getParent)
                .map(folder -> Objects.requireNonNull(folder).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
