package io.accelnet.testing.binaries;

import java.nio.file.Files;
import java.nio.file.Path;

/** The root of the project, found from the working directory upwards, so that tests run from an IDE too. */
final class ProjectFolder {

    private ProjectFolder() {}

    static Path current() {
        Path start = Path.of(System.getProperty("accelnet.project", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("hack/control-plane/kubernetes/go.mod"))) {
                return folder;
            }
        }
        throw new IllegalStateException("neither " + start + " nor a folder above has hack/control-plane");
    }
}
