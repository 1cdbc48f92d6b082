/** A genuine Kubernetes control plane on loopback, for tests and for the demo. */
@NullMarked
package io.accelnet.testing.controlplane;

import org.jspecify.annotations.NullMarked;
