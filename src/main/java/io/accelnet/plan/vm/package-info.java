/** One VM: its checks, what it was promised, what a plan decided for it, and its status. */
@NullMarked
package io.accelnet.plan.vm;

import org.jspecify.annotations.NullMarked;
