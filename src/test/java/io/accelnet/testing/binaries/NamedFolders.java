package io.accelnet.testing.binaries;

import io.accelnet.testing.binaries.Attempt.Found;
import io.accelnet.testing.binaries.Attempt.Missing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Folders that the user names by an environment variable, whose programs are taken as they are. */
record NamedFolders(String variable, List<Path> folders, Predicate<Program> serves, Progress progress)
        implements BinarySource {

    @Override
    public String name() {
        return variable;
    }

    @Override
    public Attempt find(Step step) {
        if (!serves.test(step.program())) {
            return new Missing("a " + step.program().fileName() + " there may be of any version, so it isn't taken");
        }
        if (folders.isEmpty()) {
            return new Missing("not set");
        }
        String fileName = step.program().fileName();
        for (Path folder : folders) {
            Path file = folder.resolve(fileName).toAbsolutePath();
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return new Found(file);
            }
        }
        progress.report("%s has no executable %s".formatted(variable, fileName));
        return new Missing("has no executable " + fileName);
    }
}
