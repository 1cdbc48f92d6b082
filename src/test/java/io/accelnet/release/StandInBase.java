package io.accelnet.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A base image that takes no registry: one layer for each platform, of a tar that is given. It has no operating system, so an image on it runs in
 * no container; everything else about a release can be tried with it.
 */
final class StandInBase {
    private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

    private final ManifestText text = new ManifestText();

    /**
     * Writes it.
     *
     * @param layers the tar of each platform, such as linux/amd64
     * @param javaHome where they have Java
     * @param work for what is needed meanwhile
     */
    void write(Map<String, Path> layers, String javaHome, Path work, ImageLayout target, Release release)
            throws IOException {
        List<ImageLayout> platforms = new ArrayList<>();
        for (Map.Entry<String, Path> layer : layers.entrySet()) {
            ImageLayout platform = new ImageLayout(
                    Files.createDirectories(work.resolve(layer.getKey().replace('/', '-'))));
            write(layer.getKey(), Files.readAllBytes(layer.getValue()), javaHome, platform);
            platforms.add(platform);
        }
        new ImageIndex(release).write(platforms, target);
    }

    private void write(String platform, byte[] tar, String javaHome, ImageLayout target) throws IOException {
        String[] words = platform.split("/", 2);
        ObjectNode config = text.newObject().put("architecture", words[1]).put("os", words[0]);
        config.putObject("config")
                .putArray("Env")
                .add("PATH=" + javaHome + "/bin:/usr/bin:/bin")
                .add("JAVA_HOME=" + javaHome);
        config.putObject("rootfs")
                .put("type", "layers")
                .putArray("diff_ids")
                .add("sha256:" + HexFormat.of().formatHex(sha256(tar)));
        config.putArray("history").addObject().put("created_by", "a stand-in for a base image");
        ObjectNode manifest = text.newObject().put("schemaVersion", 2).put("mediaType", ImageLayout.MANIFEST_TYPE);
        manifest.set("config", target.add(CONFIG_TYPE, text.compactJson(config)));
        manifest.putArray("layers").add(target.add(LAYER_TYPE, compressed(tar)));
        target.finish(target.add(ImageLayout.MANIFEST_TYPE, text.compactJson(manifest)));
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] sha256(byte[] content) throws IOException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("each Java has SHA-256", e);
        }
    }
}
