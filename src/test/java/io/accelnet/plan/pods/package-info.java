/** Tests of what is decided for pods that wait, and for those that may be bound at any moment. */
@NullMarked
package io.accelnet.plan.pods;

import org.jspecify.annotations.NullMarked;
