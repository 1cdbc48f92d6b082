/** What Prometheus is told: the figures of plans and of the process, and the endpoint that answers only who may read them. */
@NullMarked
package io.accelnet.operator.metrics;

import org.jspecify.annotations.NullMarked;
