/** Tests of what Prometheus is told, and of who may hear it. */
@NullMarked
package io.accelnet.operator.metrics;

import org.jspecify.annotations.NullMarked;
