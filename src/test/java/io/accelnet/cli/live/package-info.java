@NullMarked
package io.accelnet.cli.live;

import org.jspecify.annotations.NullMarked;
