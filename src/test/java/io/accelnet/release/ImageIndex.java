package io.accelnet.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * One image for several platforms, made of one layout for each. Jib writes such an index into a registry only, and a release must be there
 * before it is published.
 */
final class ImageIndex {
    private final ManifestText text = new ManifestText();
    private final Release release;

    ImageIndex(Release release) {
        this.release = release;
    }

    /** Merges the layouts into an empty folder. The order of the platforms is that of the layouts. */
    void write(List<ImageLayout> platforms, ImageLayout target) throws IOException {
        ObjectNode index = text.newObject().put("schemaVersion", 2).put("mediaType", ImageLayout.INDEX_TYPE);
        ArrayNode manifests = index.putArray("manifests");
        for (ImageLayout platform : platforms) {
            target.addAllOf(platform);
            JsonNode descriptor = platform.top();
            JsonNode config = platform.json(platform.json(descriptor).path("config"));
            ObjectNode entry = manifests
                    .addObject()
                    .put("mediaType", ImageLayout.MANIFEST_TYPE)
                    .put("digest", descriptor.path("digest").asText())
                    .put("size", descriptor.path("size").asLong());
            ObjectNode named = entry.putObject("platform");
            named.set("architecture", required(config, "architecture"));
            named.set("os", required(config, "os"));
        }
        ObjectNode top = target.add(ImageLayout.INDEX_TYPE, text.compactJson(index));
        top.putObject("annotations")
                .put("io.containerd.image.name", release.imageReference())
                .put("org.opencontainers.image.ref.name", release.version());
        target.finish(top);
    }

    private static JsonNode required(JsonNode config, String field) throws IOException {
        JsonNode value = config.path(field);
        if (value.asText().isEmpty()) {
            throw new IOException("the configuration of an image doesn't say its " + field);
        }
        return value;
    }
}
