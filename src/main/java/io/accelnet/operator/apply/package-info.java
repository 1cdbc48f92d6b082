/** From what the planner answers to what the API server stores: only what has changed, ledgers first. Decides nothing. */
@NullMarked
package io.accelnet.operator.apply;

import org.jspecify.annotations.NullMarked;
