/**
 * Tests of an operator against canned answers, in milliseconds: the very requests, and what a genuine API server answers too rarely
 * to wait for. {@link io.accelnet.operator.canned.CannedApiServer} is the place to start.
 */
@NullMarked
package io.accelnet.operator.canned;

import org.jspecify.annotations.NullMarked;
