/** The command {@code accelnet}: shows what the operator would decide, for manifests or for a live cluster, as it is or changed. */
@NullMarked
package io.accelnet.cli;

import org.jspecify.annotations.NullMarked;
