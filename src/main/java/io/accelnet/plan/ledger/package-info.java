/** The ledgers while a plan is made: who holds which virtual function, healed, refilled, given and freed. */
@NullMarked
package io.accelnet.plan.ledger;

import org.jspecify.annotations.NullMarked;
