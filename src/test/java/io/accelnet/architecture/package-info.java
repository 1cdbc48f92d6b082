/** What may use what, and how the code is to look. */
@NullMarked
package io.accelnet.architecture;

import org.jspecify.annotations.NullMarked;
