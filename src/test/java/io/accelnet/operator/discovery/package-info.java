/** Discovery of hosts. */
@NullMarked
package io.accelnet.operator.discovery;

import org.jspecify.annotations.NullMarked;
