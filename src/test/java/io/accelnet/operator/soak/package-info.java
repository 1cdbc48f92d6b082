/** Long runs of the operator, for {@code make soak}. */
@NullMarked
package io.accelnet.operator.soak;

import org.jspecify.annotations.NullMarked;
