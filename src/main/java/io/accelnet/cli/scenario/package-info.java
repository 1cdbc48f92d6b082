/** Scenarios: objects as the API server would store them, changed as asked, and planned until nothing changes. */
@NullMarked
package io.accelnet.cli.scenario;

import org.jspecify.annotations.NullMarked;
