@NullMarked
package io.accelnet.console.model;

import org.jspecify.annotations.NullMarked;
