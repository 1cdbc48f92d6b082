/**
 * The four kinds that users write, as the API server stores them. Records without logic: what they mean is decided in
 * {@code io.accelnet.plan}.
 */
@NullMarked
package io.accelnet.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
