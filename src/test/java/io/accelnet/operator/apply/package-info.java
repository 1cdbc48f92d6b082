/** Tests of what is written, and of what isn't. */
@NullMarked
package io.accelnet.operator.apply;

import org.jspecify.annotations.NullMarked;
