@NullMarked
package io.accelnet.cli.terminal;

import org.jspecify.annotations.NullMarked;
