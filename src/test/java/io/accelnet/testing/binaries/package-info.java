/** Where the programs of a genuine control plane come from: a named folder, a cache, the official releases, or Go. */
@NullMarked
package io.accelnet.testing.binaries;

import org.jspecify.annotations.NullMarked;
