/** What the console knows of a cluster: the objects as the API server tells of their changes, so that no request lists anything. */
@NullMarked
package io.accelnet.console.watch;

import org.jspecify.annotations.NullMarked;
