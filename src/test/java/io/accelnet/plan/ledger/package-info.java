/** The ledgers while a plan is made. */
@NullMarked
package io.accelnet.plan.ledger;

import org.jspecify.annotations.NullMarked;
