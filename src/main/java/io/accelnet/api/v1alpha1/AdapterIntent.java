package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/**
 * The intent from whose adapters a network adapter of a VM has its virtual function.
 *
 * @param networkAdapter the VM's network adapter
 * @param intentName one of the cluster's NetworkIntents: its intentName, or one of additionalIntentNames
 */
@ApiType
public record AdapterIntent(
        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String networkAdapter,

        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String intentName) {}
