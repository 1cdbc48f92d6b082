/** Tests of the package of the same name. */
@NullMarked
package io.accelnet.cli.schema;

import org.jspecify.annotations.NullMarked;
