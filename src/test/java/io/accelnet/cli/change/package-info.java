/** Tests of the package of the same name. */
@NullMarked
package io.accelnet.cli.change;

import org.jspecify.annotations.NullMarked;
