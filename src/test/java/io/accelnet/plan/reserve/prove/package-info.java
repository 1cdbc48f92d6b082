/**
 * The reserve against oracles, at volume: random lives of clusters, each decision of the engine held against a search that
 * tries everything. Nothing here uses what the engine is made of, only what it offers.
 */
@NullMarked
package io.accelnet.plan.reserve.prove;

import org.jspecify.annotations.NullMarked;
