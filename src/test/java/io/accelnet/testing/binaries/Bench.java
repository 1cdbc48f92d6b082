package io.accelnet.testing.binaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A folder with pins, a cache and an environment of its own, in which nothing of this machine's is found. */
final class Bench {

    static final String KUBERNETES = "v1.2.3";
    static final String ETCD = "v4.5.6";

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> reports = new CopyOnWriteArrayList<>();

    Bench(Path folder) throws IOException {
        this.folder = folder;
        pin("kubernetes", "require k8s.io/kubernetes " + KUBERNETES);
        pin(
                "etcd",
                "require (\n\tgithub.com/other/module v0.0.1 // indirect\n\tgo.etcd.io/etcd/server/v3 " + ETCD + "\n)");
        environment.put("ACCELNET_CONTROL_PLANE_CACHE", cache().toString());
        // Nobody listens on port 1: unless a test names a server, downloads find nobody.
        mirrors("http://127.0.0.1:1");
    }

    private void pin(String module, String requirement) throws IOException {
        Path file =
                Files.createDirectories(folder.resolve("pins").resolve(module)).resolve("go.mod");
        Files.writeString(file, "module example.com/test\n\ngo 1.26.0\n\n" + requirement + "\n");
    }

    Path cache() {
        return folder.resolve("cache");
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    Bench set(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    Bench mirrors(String url) {
        return set("ACCELNET_KUBERNETES_MIRROR", url).set("ACCELNET_ETCD_MIRROR", url);
    }

    /** An executable script in a folder below. */
    Path script(String in, String name, String text) throws IOException {
        Path file = folder(in).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("can't make " + file + " executable");
        }
        return file;
    }

    Map<Program, Path> get(Program... programs) throws InterruptedException {
        return get(List.of(programs));
    }

    private Map<Program, Path> get(Collection<Program> programs) throws InterruptedException {
        return Binaries.of(folder.resolve("pins"), environment, reports::add).get(programs);
    }

    List<String> reports() {
        return reports;
    }
}
