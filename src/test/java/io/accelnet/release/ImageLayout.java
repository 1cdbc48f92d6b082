package io.accelnet.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A folder with an image as the Open Container Initiative lays it out: {@code oci-layout}, {@code index.json} and the blobs, each named by its
 * digest.
 *
 * @param folder where it is
 */
record ImageLayout(Path folder) {
    static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
    static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String DIGEST = "sha256:";

    /** The descriptor of what {@code index.json} names. A layout of several images at once isn't meant. */
    JsonNode top() throws IOException {
        JsonNode manifests = new ManifestText()
                .parseJson(Files.readString(folder.resolve("index.json")))
                .path("manifests");
        if (manifests.size() != 1) {
            throw new IOException(folder + " has " + manifests.size() + " images in its index.json, and not one");
        }
        return manifests.get(0);
    }

    JsonNode json(JsonNode descriptor) throws IOException {
        return new ManifestText().parseJson(Files.readString(blob(descriptor)));
    }

    Path blob(JsonNode descriptor) {
        String digest = descriptor.path("digest").asText();
        if (!digest.startsWith(DIGEST)) {
            throw new IllegalArgumentException(digest + " is no digest by SHA-256");
        }
        return blobs().resolve(digest.substring(DIGEST.length()));
    }

    private Path blobs() {
        return folder.resolve("blobs/sha256");
    }

    /** Writes a blob and returns its descriptor. */
    ObjectNode add(String mediaType, byte[] content) throws IOException {
        Files.createDirectories(blobs());
        String digest = HexFormat.of().formatHex(sha256().digest(content));
        Files.write(blobs().resolve(digest), content);
        return new ManifestText()
                .newObject()
                .put("mediaType", mediaType)
                .put("digest", DIGEST + digest)
                .put("size", content.length);
    }

    /** Takes all blobs of another layout. */
    void addAllOf(ImageLayout other) throws IOException {
        Files.createDirectories(blobs());
        try (var blobs = Files.list(other.blobs())) {
            for (Path blob : blobs.toList()) {
                Path here = blobs().resolve(blob.getFileName().toString());
                if (!Files.exists(here)) {
                    Files.copy(blob, here);
                }
            }
        }
    }

    /** Says which blob is the image. */
    void finish(ObjectNode top) throws IOException {
        ManifestText text = new ManifestText();
        ObjectNode index = text.newObject().put("schemaVersion", 2).put("mediaType", INDEX_TYPE);
        index.putArray("manifests").add(top);
        Files.write(folder.resolve("index.json"), text.compactJson(index));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("each Java has SHA-256", e));
        }
    }
}
