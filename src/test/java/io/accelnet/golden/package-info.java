/** Whole decisions as folders of manifests: what goes in, and every status that comes out. */
@NullMarked
package io.accelnet.golden;

import org.jspecify.annotations.NullMarked;
