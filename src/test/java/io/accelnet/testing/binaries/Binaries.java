package io.accelnet.testing.binaries;

import io.accelnet.testing.binaries.Attempt.Found;
import io.accelnet.testing.binaries.Attempt.Missing;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gets genuine programs, from the first source that has them: a folder that the user names, the cache, the official
 * release, or Go. There is no stand-in: what can't be had is an error that says how to get it.
 */
public final class Binaries {

    private final Pins pins;
    private final Cache cache;
    private final Progress progress;
    private final List<BinarySource> atHand;
    private final List<BinarySource> fillingTheCache;

    private Binaries(Pins pins, Cache cache, Progress progress, List<BinarySource> named, List<BinarySource> far) {
        this.pins = pins;
        this.cache = cache;
        this.progress = progress;
        this.atHand = concatenated(named, List.of(cache));
        // The cache again: by the time that the lock is taken, another process may have filled it.
        this.fillingTheCache = concatenated(List.of(cache), far);
    }

    /** As the environment says, for the project that the working directory is in. */
    public static Binaries ofEnvironment(Progress progress) {
        return of(ProjectFolder.current().resolve("hack/control-plane"), System.getenv(), progress);
    }

    static Binaries of(Path controlPlaneFolder, Map<String, String> variables, Progress progress) {
        var environment = new Environment(variables);
        var pins = new Pins(controlPlaneFolder);
        Platform platform = Platform.current();
        var cache = new Cache(environment.cacheFolder(), platform);
        List<Path> path = environment.folders("PATH");
        return new Binaries(
                pins,
                cache,
                progress,
                List.of(
                        // Said aloud when it lacks something: whoever named it doesn't expect a mixture.
                        new NamedFolders(
                                "KUBEBUILDER_ASSETS", environment.folders("KUBEBUILDER_ASSETS"), any -> true, progress),
                        new NamedFolders("PATH", path, Program::mayComeFromPath, quiet -> {})),
                List.of(
                        new Download(environment, platform, cache, progress),
                        new GoBuild(environment.go(), pins, cache, progress)));
    }

    /** The executables of these programs. */
    public Map<Program, Path> get(Collection<Program> programs) throws InterruptedException {
        var found = new EnumMap<Program, Path>(Program.class);
        var missing = new EnumMap<Program, Map<String, String>>(Program.class);
        for (Program program : programs) {
            var reasons = new LinkedHashMap<String, String>();
            switch (ask(atHand, step(program, 1, 1), reasons)) {
                case Found(Path executable) -> found.put(program, executable);
                case Missing nowhere -> missing.put(program, reasons);
            }
        }
        if (!missing.isEmpty()) {
            found.putAll(fill(missing));
        }
        return found;
    }

    private Map<Program, Path> fill(Map<Program, Map<String, String>> missing) throws InterruptedException {
        var found = new EnumMap<Program, Path>(Program.class);
        CacheLock lock = cache.lock(progress);
        try {
            for (var entry : missing.entrySet()) {
                Step step = step(entry.getKey(), found.size() + 1, missing.size());
                switch (ask(fillingTheCache, step, entry.getValue())) {
                    case Found(Path executable) -> found.put(step.program(), executable);
                    case Missing nowhere ->
                        throw new BinaryUnavailableException(Advice.whenMissing(step, entry.getValue(), pins));
                }
            }
            return found;
        } finally {
            lock.close();
        }
    }

    private static Attempt ask(List<BinarySource> sources, Step step, Map<String, String> reasons)
            throws InterruptedException {
        for (BinarySource source : sources) {
            switch (source.find(step)) {
                case Found found -> {
                    return found;
                }
                case Missing(String reason) -> reasons.put(source.name(), reason);
            }
        }
        return new Missing("nowhere");
    }

    private Step step(Program program, int number, int total) {
        return new Step(program, pins.version(program), number, total);
    }

    private static List<BinarySource> concatenated(List<BinarySource> first, List<BinarySource> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
