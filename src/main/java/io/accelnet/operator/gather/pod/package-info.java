/** Pods that request virtual functions: what of a pod is read, and what it says of the virtual functions that it has. */
@NullMarked
package io.accelnet.operator.gather.pod;

import org.jspecify.annotations.NullMarked;
