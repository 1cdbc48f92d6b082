@NullMarked
package io.accelnet.console;

import org.jspecify.annotations.NullMarked;
