@NullMarked
package io.accelnet.console.action;

import org.jspecify.annotations.NullMarked;
