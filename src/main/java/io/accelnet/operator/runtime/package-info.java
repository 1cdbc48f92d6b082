/** What keeps the operator going: watches, the planning loop, leadership, health. */
@NullMarked
package io.accelnet.operator.runtime;

import org.jspecify.annotations.NullMarked;
