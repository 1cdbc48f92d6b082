/** Pods that request virtual functions. */
@NullMarked
package io.accelnet.operator.gather.pod;

import org.jspecify.annotations.NullMarked;
