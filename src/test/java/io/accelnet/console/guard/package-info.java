@NullMarked
package io.accelnet.console.guard;

import org.jspecify.annotations.NullMarked;
