/** Tests of when is planned, and of the order in which changes are handed out. */
@NullMarked
package io.accelnet.operator.planning;

import org.jspecify.annotations.NullMarked;
