/**
 * The conditions of the reserve: inequalities over all hosts that prove that a state survives, or refute it.
 * {@link ProofSet} holds all of them for one set of demands; start there, then {@link ConditionTable}.
 *
 * <h2>One condition for every staircase</h2>
 *
 * Let the <em>size</em> of a VM be f rounded up to a power of two, and let a <em>staircase</em> U be a choice of one
 * threshold per tier, each a power of two or infinite, none below the next higher tier's: m<sub>1</sub> &ge; m<sub>2</sub>
 * &ge; &hellip; A VM of size s and tier t is in U if s &ge; m<sub>t</sub>. A bin is the free VFs of one tier on one host,
 * for a VM may straddle ports. With
 *
 * <ul>
 *   <li>g<sub>U</sub>(bin of tier r with x free) = x rounded down to whole blocks of m<sub>r</sub>,
 *   <li>D<sub>U</sub>(n) = the sum over host n's VMs in U of f rounded up to whole blocks of m<sub>t</sub>,
 *   <li>W<sub>U</sub>(n) = D<sub>U</sub>(n) + the sum of g<sub>U</sub> over n's own bins,
 * </ul>
 *
 * <b>Theorem.</b> If for every U the sum of the k largest W<sub>U</sub>(n) doesn't exceed the sum of g<sub>U</sub> over all
 * bins, the state survives k failures. If every f is a power of two and each host's ports are of one tier, or every f is 1,
 * the converse holds too.
 *
 * <p>"For all F" and "for all U" commute, and for one U the worst F are the hosts with the largest weights, so no set of
 * hosts is ever enumerated. Thresholds other than sizes that occur can be left out.
 *
 * <p><b>Sufficient.</b> Place the displaced VMs largest size first, each in the lowest tier that can serve it and has room,
 * in any bin of that tier. Suppose one of size s and tier t finds no room. Then every bin of tier t or above has fewer than
 * s free; set their thresholds to s. Among the VMs of lower tiers that were put at t or above, take the smallest size m: its
 * own tier and all up to t had fewer than m free when it passed; set their thresholds to m, and go on downwards from there;
 * if nobody passed, the rest is infinite. This is a staircase. When a bin had fewer than its threshold left, everything in
 * it was at least that large, hence in U, and together takes up at least its whole blocks: what is left rounds down to none,
 * and a threshold divides those of lower tiers. So the VMs of U that were placed need all of g<sub>U</sub>, and one more was
 * to be placed: the condition of U fails. Which order equal sizes have and which bin of a tier is taken doesn't matter, and
 * f need not be a power of two.
 *
 * <p><b>Necessary.</b> If sizes are powers of two, the VMs of U in a bin of tier r fill whole blocks of m<sub>r</sub>, and
 * no more than fit. {@link NecessaryMeasure} uses this with all roundings in favour of survival.
 *
 * <h2>One VM more</h2>
 *
 * <p>A VM that comes and is in U takes whole blocks of m<sub>t</sub> from the room of U, as many as its size has of them,
 * wherever it is put: thresholds of higher tiers divide m<sub>t</sub>. What its host weighs in addition, if it is among the
 * worst, makes up for what of that room is the host's own. So a VM for which some U has too little slack is refused at once
 * ({@link ProofSet#breachWithOneMore}). Otherwise the places are tried, with every division among the ports where that makes
 * a difference ({@link io.accelnet.plan.reserve.decision.Trials}), and a refusal is necessary if each of them is refuted.
 */
@NullMarked
package io.accelnet.plan.reserve.conditions;

import org.jspecify.annotations.NullMarked;
