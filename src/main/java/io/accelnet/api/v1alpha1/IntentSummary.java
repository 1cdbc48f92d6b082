package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.fabric8.generator.annotation.Size;

/**
 * The lists of an intent's spec in one line each, for the columns of kubectl get.
 *
 * @param types what the adapters are for
 * @param adapters the adapters' names. At most ten are listed
 */
@ApiType
public record IntentSummary(
        @Size(max = 64) String types, @Size(max = 4096) String adapters) {}
