/** Puts the project's own manifests into a control plane. */
@NullMarked
package io.accelnet.testing.deploy;

import org.jspecify.annotations.NullMarked;
