/** What the console foresees and does: through the classes of the verbs that write, with the rights of whoever started it. */
@NullMarked
package io.accelnet.console.action;

import org.jspecify.annotations.NullMarked;
