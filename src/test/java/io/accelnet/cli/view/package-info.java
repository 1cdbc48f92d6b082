@NullMarked
package io.accelnet.cli.view;

import org.jspecify.annotations.NullMarked;
