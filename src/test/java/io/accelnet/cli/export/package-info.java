@NullMarked
package io.accelnet.cli.export;

import org.jspecify.annotations.NullMarked;
