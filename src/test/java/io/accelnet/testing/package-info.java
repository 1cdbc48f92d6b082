/** What tests share. */
@NullMarked
package io.accelnet.testing;

import org.jspecify.annotations.NullMarked;
