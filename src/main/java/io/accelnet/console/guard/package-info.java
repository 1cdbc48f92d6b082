/** Who may use the console, and what browsers may do with its pages. */
@NullMarked
package io.accelnet.console.guard;

import org.jspecify.annotations.NullMarked;
