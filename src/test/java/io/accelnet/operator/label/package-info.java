@NullMarked
package io.accelnet.operator.label;

import org.jspecify.annotations.NullMarked;
