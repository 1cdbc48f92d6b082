/** The volumes of pods: what is read of them, and to which Nodes they tie the pods that use them. */
@NullMarked
package io.accelnet.operator.gather.volume;

import org.jspecify.annotations.NullMarked;
