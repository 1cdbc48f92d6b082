/**
 * The four kinds that users write, as the API server stores them. They are records without logic; {@code io.accelnet.plan} decides
 * what they mean.
 */
@NullMarked
package io.accelnet.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
