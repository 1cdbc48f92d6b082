/**
 * Ways to count what ports have free in slots. Each is a certificate: what fits by its slots fits in truth, so that the
 * theorem of {@link io.accelnet.plan.reserve.conditions} proves a state if it holds for these slots. {@link Portfolio} lists
 * the ways that are tried; start there, then {@link SlotModel}.
 *
 * <h2>Queue pairs</h2>
 *
 * Where queue pairs bind and VFs don't, the same holds with a VF of a tier counted as the queue pairs that it takes, and a
 * bin per port. Where both bind the question is NP-hard, and several arguments are tried, each sound by itself:
 *
 * <ul>
 *   <li>A {@link SlotModel} says how many slots, a power of two, a VF of each tier costs, and each port is good for as many
 *       slots as neither its VFs nor its queue pairs can contradict, whoever uses them. What fits by slots fits in truth, so
 *       any model whose conditions hold is a proof, and a recovery that places by the same model succeeds.
 *   <li>{@link TypedSlots} divide what a port has free into slots with the queue pairs of one tier each, in fixed shares. A
 *       slot serves lower tiers as well, so it is as if ports of all tiers were there, and the theorem applies to slots as
 *       it does to VFs. Of up to three tiers the shares needn't be fixed, see below; of more all shares in thirds are tried.
 * </ul>
 *
 * <p>What no proof covers and no condition refutes is refused as unproven.
 *
 * <h2>Slots that may be traded</h2>
 *
 * One set of failures displaces more VMs of the highest tier, another more of the middle one, and fixed shares have to have
 * slots for the most of each. So ports are divided such that nothing is left over and as much as possible is in the middle
 * of three tiers ({@link TradedSlots}), and it is left open until it is known who has failed which <em>trades</em> are made
 * ({@link TradeRates.Trade}). With 1, 2 and 4 queue pairs these are
 *
 * <ul>
 *   <li><em>spread</em>: 3 slots of the middle tier for 1 of the highest and 2 of the lowest,
 *   <li><em>raise</em>: 2 of the middle tier for 1 of the highest, and a VF goes unused,
 * </ul>
 *
 * <p>all in blocks of B, a power of two that no VM's size exceeds. As thresholds are B or less, a trade adds or takes whole
 * blocks of each, so it changes g<sub>U</sub> of its host by a number that depends only on how many tiers U has. Let a be
 * what some U of the highest tier alone lacks at most, and 0 if none lacks anything, b what those of the two highest can
 * spare at least, c what those of all three can, in blocks. With e spreads and z raises among the survivors, whichever, the
 * theorem asks for
 *
 * <p>e + z &ge; a, &nbsp; 2e + z &le; b, &nbsp; z &le; c.
 *
 * <p>More of the highest tier than a is of no use, so z = a &minus; e, and of e is left
 *
 * <p>a &minus; c &le; e &le; b &minus; a, &nbsp; 0 &le; e &le; min(a, T),
 *
 * <p>with room for T spreads. There is such an e iff no lower bound is above an upper one: 2a &le; b + c, a &le; b, a &le; c
 * + T, 0 &le; c; and a raise or a spread for each of a must find a place. As a, b and c are extremes over U, each of these
 * holds iff it does for each U, or each U and V, or each U, V and W in their place, also with 0 for a, and then it is again a
 * sum over the hosts of F against one over all: the hosts of the largest weights are the worst F, and no F is enumerated
 * ({@link TradeConditions}).
 *
 * <p>With other queue pairs p<sub>1</sub>, p<sub>2</sub>, p<sub>3</sub> the rates are others ({@link TradeRates}), and the
 * same steps lead to (p<sub>3</sub> &minus; p<sub>2</sub>) a &le; (p<sub>2</sub> &minus; p<sub>1</sub>) b + p<sub>1</sub> c
 * in place of the first. What whole numbers may miss is added. Of the highest tier up to a block too much comes in, and where
 * a trade gives several blocks, up to so many less one. And e is a whole number: the least with which all three tiers hold
 * is taken, which is less than one above the bound, and each spread in place of raises costs the two highest tiers
 * p<sub>1</sub> / p<sub>2</sub> of the blocks that it gives to the lowest. With two tiers there are raises only.
 *
 * <p>A recovery looks for the fewest spreads with which there are such trades ({@link TradeSearch}), makes its trades
 * ({@link TradePlan}) and then places by the theorem. Trades in blocks don't reach everything: some VFs may be left unused
 * beforehand, and what is left of the middle tier may be spread beforehand, VF by VF. How many are best depends on the mix,
 * so that several numbers are tried; each is a proof by itself.
 */
@NullMarked
package io.accelnet.plan.reserve.certificate;

import org.jspecify.annotations.NullMarked;
