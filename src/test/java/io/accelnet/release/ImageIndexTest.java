package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image for two platforms: written and unpacked. */
class ImageIndexTest {
    @TempDir
    private Path folder;

    private ImageLayout image;

    @BeforeEach
    void write() throws IOException, InterruptedException {
        Path amd64 = tar("amd64");
        Path arm64 = tar("arm64");
        image = new ImageLayout(Files.createDirectory(folder.resolve("image")));
        new StandInBase()
                .write(
                        new TreeMap<>(Map.of("linux/amd64", amd64, "linux/arm64", arm64)),
                        "/opt/java",
                        Files.createDirectory(folder.resolve("work")),
                        image,
                        ReleaseTest.release());
    }

    private Path tar(String architecture) throws IOException, InterruptedException {
        Path files = folder.resolve(architecture);
        Files.writeString(Files.createDirectories(files.resolve("app")).resolve("platform"), architecture);
        Path tar = folder.resolve(architecture + ".tar");
        assertThat(new ProcessBuilder("tar", "-cf", tar.toString(), "-C", files.toString(), "app")
                        .start()
                        .waitFor())
                .isZero();
        return tar;
    }

    @Test
    void namesEachPlatform() throws IOException {
        assertThat(image.top().path("mediaType").asText()).isEqualTo(ImageLayout.INDEX_TYPE);
        assertThat(image.top().at("/annotations/io.containerd.image.name").asText())
                .isEqualTo(ReleaseTest.release().imageReference());
        assertThat(image.json(image.top()).path("manifests"))
                .extracting(entry -> entry.at("/platform/os").asText() + "/"
                        + entry.at("/platform/architecture").asText())
                .containsExactly("linux/amd64", "linux/arm64");
    }

    @Test
    void eachBlobIsNamedByItsDigestAndHasItsSize() throws IOException {
        for (JsonNode entry : image.json(image.top()).path("manifests")) {
            JsonNode manifest = image.json(entry);
            for (JsonNode blob : List.of(entry, manifest.path("config"), manifest.at("/layers/0"))) {
                assertThat(Files.size(image.blob(blob)))
                        .isEqualTo(blob.path("size").asLong());
            }
        }
        try (Stream<Path> blobs = Files.list(image.folder().resolve("blobs/sha256"))) {
            assertThat(blobs).hasSize(2 * 3 + 1);
        }
    }

    @Test
    void isUnpackedForOnePlatform() throws IOException, InterruptedException {
        Path root = folder.resolve("root");
        new UnpackedLayout(image, root).unpack("linux/arm64");

        assertThat(root.resolve("app/platform")).hasContent("arm64");
        assertThatThrownBy(() -> new UnpackedLayout(image, root).unpack("linux/s390x"))
                .hasMessage("the image isn't for linux/s390x but for linux/amd64, linux/arm64");
    }

    @Test
    void aLayerTakesAwayWhatThoseBelowHave() throws IOException, InterruptedException {
        ManifestText text = new ManifestText();
        ImageLayout platform = new ImageLayout(Files.createDirectory(folder.resolve("layers")));
        ObjectNode config = text.newObject().put("architecture", "amd64").put("os", "linux");
        config.putObject("config");
        ObjectNode manifest = text.newObject().put("schemaVersion", 2);
        manifest.set("config", platform.add("config", text.compactJson(config)));
        ArrayNode layers = manifest.putArray("layers");
        layers.add(platform.add("layer", layer("lower", "app/gone", "app/kept", "other/gone", "other/more/gone")));
        layers.add(platform.add("layer", layer("upper", "app/.wh.gone", "other/.wh..wh..opq", "other/new")));
        platform.finish(platform.add(ImageLayout.MANIFEST_TYPE, text.compactJson(manifest)));
        ImageLayout merged = new ImageLayout(Files.createDirectory(folder.resolve("merged")));
        new ImageIndex(ReleaseTest.release()).write(List.of(platform), merged);

        Path root = folder.resolve("root");
        new UnpackedLayout(merged, root).unpack("linux/amd64");

        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> root.relativize(file).toString()))
                    .containsExactlyInAnyOrder("app/kept", "other/new");
        }
    }

    private byte[] layer(String name, String... files) throws IOException, InterruptedException {
        Path content = Files.createDirectory(folder.resolve(name));
        for (String file : files) {
            Path path = content.resolve(file);
            Files.createDirectories(path.resolveSibling(""));
            Files.createFile(path);
        }
        Path tar = folder.resolve(name + ".tar");
        assertThat(new ProcessBuilder("tar", "-cf", tar.toString(), "-C", content.toString(), ".")
                        .start()
                        .waitFor())
                .isZero();
        return Files.readAllBytes(tar);
    }
}
