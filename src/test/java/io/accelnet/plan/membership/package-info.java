/** Tests of what intents have, and of what their status says. */
@NullMarked
package io.accelnet.plan.membership;

import org.jspecify.annotations.NullMarked;
