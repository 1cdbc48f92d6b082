/** Decides, from a snapshot of the cluster's objects alone, which VM gets which virtual functions. */
@NullMarked
package io.accelnet.plan;

import org.jspecify.annotations.NullMarked;
