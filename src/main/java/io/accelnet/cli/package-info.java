/** The command line tool: what the operator would decide, for manifests as for a live cluster, and what would be if. */
@NullMarked
package io.accelnet.cli;

import org.jspecify.annotations.NullMarked;
