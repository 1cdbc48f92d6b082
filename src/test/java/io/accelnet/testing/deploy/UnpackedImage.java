package io.accelnet.testing.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image in a tar, as {@code docker load} takes it, with its layers laid on one another in a folder.
 *
 * @param config how to run it
 * @param root its file system
 */
record UnpackedImage(JsonNode config, Path root) {
    static UnpackedImage of(Path tar, Path folder) throws IOException, InterruptedException {
        Path parts = Files.createDirectory(folder.resolve("parts"));
        Path root = Files.createDirectory(folder.resolve("root"));
        untar(tar, parts);
        ObjectMapper json = new ObjectMapper();
        JsonNode manifest =
                json.readTree(parts.resolve("manifest.json").toFile()).get(0);
        for (JsonNode layer : manifest.get("Layers")) {
            untar(parts.resolve(layer.textValue()), root);
        }
        JsonNode image =
                json.readTree(parts.resolve(manifest.get("Config").textValue()).toFile());
        return new UnpackedImage(image.get("config"), root);
    }

    private static void untar(Path archive, Path folder) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-xf", archive.toString(), "-C", folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tar.waitFor() != 0) {
            throw new IOException("tar can't read " + archive + ": " + said);
        }
    }
}
