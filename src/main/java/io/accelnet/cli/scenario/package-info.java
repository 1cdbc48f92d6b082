/** What would be: objects as the API server would hold them, changed as asked, and planned until nothing changes. */
@NullMarked
package io.accelnet.cli.scenario;

import org.jspecify.annotations.NullMarked;
