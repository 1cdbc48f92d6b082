/**
 * The promise, watched from outside: every version of every object that an API server stores is held against it, whoever wrote it.
 */
@NullMarked
package io.accelnet.testing.invariant;

import org.jspecify.annotations.NullMarked;
