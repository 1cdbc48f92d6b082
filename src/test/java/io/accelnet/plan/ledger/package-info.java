/** Ledgers and the hardware behind them. */
@NullMarked
package io.accelnet.plan.ledger;

import org.jspecify.annotations.NullMarked;
