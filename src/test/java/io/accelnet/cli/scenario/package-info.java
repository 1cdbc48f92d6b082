/** Tests of the package of the same name. */
@NullMarked
package io.accelnet.cli.scenario;

import org.jspecify.annotations.NullMarked;
