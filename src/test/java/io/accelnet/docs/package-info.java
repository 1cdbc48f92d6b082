/** The documentation says what the program does. */
@NullMarked
package io.accelnet.docs;

import org.jspecify.annotations.NullMarked;
