/** What the operator's tests share: objects to create, watches that see everything, faults. */
@NullMarked
package io.accelnet.operator.harness;

import org.jspecify.annotations.NullMarked;
