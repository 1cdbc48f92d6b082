/**
 * The scheduling gate that holds a pod until its virtual functions are reserved: what the API server enforces, and the two requests by
 * which the operator opens such a pod or deletes it. Which pod is opened to which nodes is decided elsewhere.
 */
@NullMarked
package io.accelnet.operator.gate;

import org.jspecify.annotations.NullMarked;
