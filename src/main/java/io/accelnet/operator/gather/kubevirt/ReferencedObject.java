package io.accelnet.operator.gather.kubevirt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Arrays;

/**
 * An object of another project, with the fields that plans are made from and no others: most of these objects are large, and there
 * are many. So it is only read, and never written.
 */
public abstract class ReferencedObject<S, T> extends CustomResource<S, T> {
    /** All of it that plans are made from. Two states with equal facts make equal plans. */
    @JsonIgnore
    public Object facts() {
        return Arrays.asList(getSpec(), getStatus());
    }

    /** Leaves of the metadata only what is read. */
    public void trim() {
        setMetadata(identity().build());
    }

    /** The part of the metadata that says which object it is. */
    protected final ObjectMetaBuilder identity() {
        ObjectMeta full = getMetadata();
        return new ObjectMetaBuilder()
                .withNamespace(full.getNamespace())
                .withName(full.getName())
                .withUid(full.getUid())
                .withResourceVersion(full.getResourceVersion());
    }
}
