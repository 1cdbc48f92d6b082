/** Which adapter belongs to which intent, which node is up, and which node is a member of which cluster. */
@NullMarked
package io.accelnet.plan.membership;

import org.jspecify.annotations.NullMarked;
