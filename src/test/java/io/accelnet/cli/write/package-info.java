/** Tests of the package of the same name. */
@NullMarked
package io.accelnet.cli.write;

import org.jspecify.annotations.NullMarked;
