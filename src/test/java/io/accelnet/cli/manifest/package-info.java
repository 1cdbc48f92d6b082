/** Tests of the package of the same name. */
@NullMarked
package io.accelnet.cli.manifest;

import org.jspecify.annotations.NullMarked;
