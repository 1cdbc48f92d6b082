/** Child processes that end with the JVM that started them, whichever way it ends. */
@NullMarked
package io.accelnet.testing.process;

import org.jspecify.annotations.NullMarked;
