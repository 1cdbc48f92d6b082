/** Tests of what keeps the operator going. */
@NullMarked
package io.accelnet.operator.runtime;

import org.jspecify.annotations.NullMarked;
