package io.accelnet.api.crd;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reads what is kept as a file among the tests' resources. */
final class CrdPart {
    private CrdPart() {}

    static <T> T read(String name, Class<T> type) {
        String path = "/crd-parts/" + name + ".yaml";
        try (InputStream in = Objects.requireNonNull(CrdPart.class.getResourceAsStream(path), path)) {
            return Serialization.unmarshal(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
