/** Tests of the operator against a genuine API server. */
@NullMarked
package io.accelnet.operator;

import org.jspecify.annotations.NullMarked;
