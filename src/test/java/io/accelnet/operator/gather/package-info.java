@NullMarked
package io.accelnet.operator.gather;

import org.jspecify.annotations.NullMarked;
