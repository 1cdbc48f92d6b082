@NullMarked
package io.accelnet.cli.report;

import org.jspecify.annotations.NullMarked;
