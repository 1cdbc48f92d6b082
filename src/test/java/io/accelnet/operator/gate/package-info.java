/** Tests of how pods are held at the gate, opened and deleted, most of them on a genuine API server. */
@NullMarked
package io.accelnet.operator.gate;

import org.jspecify.annotations.NullMarked;
