package io.accelnet.api.crd;

import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.OutputStream;

/** The generator writes what it made to a stream; here the post-processor has already taken it. */
final class NoOutput implements CRDGenerator.CRDOutput<OutputStream> {
    @Override
    public OutputStream outputFor(String crdName) {
        return OutputStream.nullOutputStream();
    }

    @Override
    public void close() {}
}
