@NullMarked
package io.accelnet.console.tab;

import org.jspecify.annotations.NullMarked;
