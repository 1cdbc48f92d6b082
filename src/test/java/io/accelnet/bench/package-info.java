/** Measurements, as ratios against a baseline of the same run. */
@NullMarked
package io.accelnet.bench;

import org.jspecify.annotations.NullMarked;
