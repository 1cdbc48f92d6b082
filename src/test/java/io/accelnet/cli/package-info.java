/** The command, as users type it. */
@NullMarked
package io.accelnet.cli;

import org.jspecify.annotations.NullMarked;
