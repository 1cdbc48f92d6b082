/** The controller: watches the objects, asks the planner, and writes what it answers. */
@NullMarked
package io.accelnet.operator;

import org.jspecify.annotations.NullMarked;
