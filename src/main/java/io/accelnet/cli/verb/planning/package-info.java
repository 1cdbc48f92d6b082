/**
 * The verbs for whoever keeps manifests, before a cluster has them as after: {@code accelnet plan} and {@code accelnet export}. Both begin
 * with {@code Input}: manifests, or a live cluster in their place. They change nothing.
 */
@NullMarked
package io.accelnet.cli.verb.planning;

import org.jspecify.annotations.NullMarked;
