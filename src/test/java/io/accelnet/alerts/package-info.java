/** The alerts, their runbooks and the dashboard: what they refer to is there, and they fire when they should. */
@NullMarked
package io.accelnet.alerts;

import org.jspecify.annotations.NullMarked;
