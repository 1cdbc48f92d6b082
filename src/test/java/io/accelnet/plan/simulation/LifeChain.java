package io.accelnet.plan.simulation;

import io.accelnet.plan.simulation.Steps.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Leaves a life in which a promise was broken as manifests, which the command plans for, one after another. */
final class LifeChain {
    /** Where lives are left that broke a promise. */
    private static final Path FOLDER = Path.of("target", "lives");

    private final Path folder;

    private LifeChain(Path folder) {
        this.folder = folder;
    }

    /** Leaves it, and returns what to tell whoever wants to see it again. */
    static String leave(LifeKind kind, long seed, BrokenPromise broken) {
        LifeChain chain = new LifeChain(FOLDER.resolve(kind.label() + "-" + seed));
        String command = "make lives KIND=%s SEED=%d WORLDS=1".formatted(kind.label(), seed);
        try {
            Path commands = chain.write(command, broken);
            return "%s: %s%n  again: %s%n  as manifests: %s"
                    .formatted(kind.label(), broken.getMessage(), command, commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String command, BrokenPromise broken) throws IOException {
        Path commands = folder.resolve("commands.txt");
        Files.createDirectories(folder);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(commands))) {
            out.println("# " + command);
            out.println("# " + broken.getMessage());
            out.println("#");
            out.println(
                    "# The last step alone, with as few objects as it takes. Each file is what a plan was made from, with the");
            out.println(
                    "# statuses that there were. What a plan writes is in the next file, unless something happened meanwhile.");
            plans(out, "last", broken.repeatedFrom(broken.smallest()));
            out.println("# The whole life.");
            plans(out, "life", broken.steps());
        }
        return commands;
    }

    private void plans(PrintWriter out, String name, List<Step> steps) throws IOException {
        for (int i = 0; i < steps.size(); i++) {
            Path file = folder.resolve("%s-%03d.yaml".formatted(name, i + 1));
            SnapshotManifests.write(steps.get(i).before().snapshot(), file);
            out.println("# " + steps.get(i).what());
            out.println(
                    "hack/accelnet plan -f " + file + " --at " + steps.get(i).before().now + " -o yaml");
        }
    }
}
