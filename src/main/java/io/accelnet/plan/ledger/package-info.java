/** The ledgers while a plan is made. They say which VM has which virtual function. */
@NullMarked
package io.accelnet.plan.ledger;

import org.jspecify.annotations.NullMarked;
