@NullMarked
package io.accelnet.plan.cluster;

import org.jspecify.annotations.NullMarked;
