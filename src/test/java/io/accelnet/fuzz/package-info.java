/**
 * A fuzzer: manifests made from the schemas of the CRDs, alone and in clusters, with extremes, long names and many of everything. What
 * the schemas accept has to be planned, with bounded work, and whatever they refuse has to be refused by naming the field.
 */
@NullMarked
package io.accelnet.fuzz;

import org.jspecify.annotations.NullMarked;
