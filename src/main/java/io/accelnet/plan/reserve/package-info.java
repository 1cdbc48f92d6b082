/**
 * What survives: whether a VM may be given virtual functions (VFs) so that any tolerated set of failing hosts still leaves
 * no VM without its own. {@link io.accelnet.plan.reserve.Fleet} is the way in.
 *
 * <h2>The question</h2>
 *
 * Hosts have ports; a port has VFs, a budget of queue pairs, and a limit of queue pairs per VF, hence a highest tier that
 * it serves. A VM needs <em>f</em> VFs of a tier, all on one host. A state survives <em>k</em> failures if for every set F
 * of k hosts the VMs of F fit together on what is <em>free</em> on the others, while the VMs there stay where they are: a
 * restart after a crash can't wait until others have moved.
 *
 * <h2>One condition for every staircase</h2>
 *
 * Let the <em>size</em> of a VM be f rounded up to a power of two, and let a <em>staircase</em> U be a choice of one
 * threshold per tier, each a power of two or infinite, none below the next higher tier's: m<sub>1</sub> &ge; m<sub>2</sub>
 * &ge; &hellip; A VM of size s and tier t is in U if s &ge; m<sub>t</sub>. A bin is the free VFs of one tier on one host, for
 * a VM may straddle ports. With
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
 * no more than fit. {@link io.accelnet.plan.reserve.NecessaryGauge} uses this with all roundings in favour of survival.
 *
 * <p>A VM that comes and is in U takes whole blocks of m<sub>t</sub> from the room of U, as many as its size has of them,
 * wherever it is put: thresholds of higher tiers divide m<sub>t</sub>. What its host weighs in addition, if it is among the
 * worst, makes up for what of that room is the host's own. So a VM for which some U has too little slack is refused at once
 * ({@link io.accelnet.plan.reserve.Book#breachWithOneMore}). Otherwise the places are tried, with every division among the ports
 * where that makes a difference ({@link io.accelnet.plan.reserve.Trials}), and a refusal is necessary if each of them is refuted.
 *
 * <h2>Queue pairs</h2>
 *
 * Where queue pairs bind and VFs don't, the same holds with a VF of a tier counted as the queue pairs that it takes, and a
 * bin per port. Where both bind the question is NP-hard, and several arguments are tried, each sound by itself:
 *
 * <ul>
 *   <li>A {@link io.accelnet.plan.reserve.SlotModel} says how many slots, a power of two, a VF of each tier costs, and each
 *       port is good for as many slots as neither its VFs nor its queue pairs can contradict, whoever uses them. What fits by
 *       slots fits in truth, so any model whose conditions hold is a proof, and a recovery that places by the same model
 *       succeeds.
 *   <li>{@link io.accelnet.plan.reserve.TypedSlots} divide what a port has free into slots with the queue pairs of one tier
 *       each, in fixed shares. A slot serves lower tiers as well, so it is as if ports of all tiers were there, and the
 *       theorem applies to slots as it does to VFs. Of up to three tiers the shares needn't be fixed, see below; of more all
 *       shares in thirds are tried.
 *   <li>Small clusters have a last resort: each set of failures is tried, placed by the models or by a bounded search,
 *       exactly as a recovery would do it.
 * </ul>
 *
 * <p>What no proof covers and no condition refutes is refused as unproven.
 *
 * <h2>Slots that may be traded</h2>
 *
 * One set of failures displaces more VMs of the highest tier, another more of the middle one, and fixed shares have to have
 * slots for the most of each. So ports are divided such that nothing is left over and as much as possible is in the middle of
 * three tiers ({@link io.accelnet.plan.reserve.TradedSlots}), and it is left open until it is known who has failed which
 * <em>trades</em> are made ({@link io.accelnet.plan.reserve.Trade}). With 1, 2 and 4 queue pairs these are
 *
 * <ul>
 *   <li><em>spread</em>: 3 slots of the middle tier for 1 of the highest and 2 of the lowest,
 *   <li><em>raise</em>: 2 of the middle tier for 1 of the highest, and a VF goes unused,
 *   <li><em>lift</em>: 2 of the lowest tier for 1 of the middle one, and a VF goes unused,
 * </ul>
 *
 * <p>all in blocks of B, a power of two that no VM's size exceeds. As thresholds are B or less, a trade adds or takes whole
 * blocks of each, so it changes g<sub>U</sub> of its host by a number that depends only on how many tiers U has. Let a be what
 * some U of the highest tier alone lacks at most, b what those of the two highest can spare at least, c what those of all
 * three can, in blocks. With e spreads, z raises and y lifts among the survivors, whichever, the theorem asks for
 *
 * <p>e + z &ge; a, &nbsp; 2e + z &minus; y &le; b, &nbsp; z + y &le; c.
 *
 * <p>More of the highest tier than a is of no use, so z = a &minus; e, and of w = e &minus; y is left
 *
 * <p>a &minus; c &le; w &le; b &minus; a, &nbsp; &minus;Y &le; w &le; min(a, T),
 *
 * <p>with room for Y lifts and for T spreads. There is such a w iff no lower bound is above an upper one: 2a &le; b + c,
 * a &le; b + Y, a &le; c + T, 0 &le; c; and a raise or a spread for each of a must find a place. As a, b and c are extremes over
 * U, each of these holds iff it does for each U, or each U and V, or each U, V and W in their place, and then it is again a
 * sum over the hosts of F against one over all: the hosts of the largest weights are the worst F, and no F is enumerated
 * ({@link io.accelnet.plan.reserve.TradeConditions}). With other queue pairs p<sub>1</sub>, p<sub>2</sub>, p<sub>3</sub> the
 * rates are others ({@link io.accelnet.plan.reserve.TradeRates}), the same steps lead to
 * (p<sub>3</sub> &minus; p<sub>2</sub>) a &le; (p<sub>2</sub> &minus; p<sub>1</sub>) b + p<sub>1</sub> c in place of the
 * first, and what trades in whole blocks may miss is added. With two tiers there are raises only.
 *
 * <p>A recovery looks for the fewest spreads with which there is a deal ({@link io.accelnet.plan.reserve.Bargain}), makes its
 * trades ({@link io.accelnet.plan.reserve.TradePlan}) and then places by the theorem. Trades in blocks don't reach everything:
 * some VFs may be left unused beforehand, and what is left of the middle tier may be spread beforehand, VF by VF. How many
 * are best depends on the mix, so that several numbers are tried; each is a proof by itself.
 *
 * <p>Slots are whole ones, so that now and then a VM that goes takes a proof with it, in a full cluster of a hundred hosts
 * one of some hundred. What was promised still holds: whoever survives with a VM more survives without it. So a state that
 * nothing proves is held to be proven if it would be with some VM more ({@link io.accelnet.plan.reserve.OneMore}), without any
 * memory of who has gone. A recovery in which all models fail places VMs one by one by what ports really have free
 * ({@link io.accelnet.plan.reserve.OneByOne}), which is more than any model's slots, and after that searches.
 *
 * <h2>Where new VMs go if both bind</h2>
 *
 * A port that is left with VFs and no queue pairs, or the other way round, has lost what it is left with, and no proof gets it
 * back. So {@link io.accelnet.plan.reserve.Balance} keeps the ratio of the two even among the hosts of a tier.
 *
 * <h2>What a decision costs</h2>
 *
 * Everything that is derived from the hosts is kept and brought up to date from a {@link io.accelnet.plan.reserve.Journal}
 * of which hosts changed, when it is asked for: the weights of each condition ({@link io.accelnet.plan.reserve.Table}, with
 * {@link io.accelnet.plan.reserve.TopWeights} for the sum of the k largest), the free room in the order in which new VMs like
 * it ({@link io.accelnet.plan.reserve.RoomIndex}), and the bins of a recovery ({@link io.accelnet.plan.reserve.KeptBins}).
 * Admitting, releasing or changing a VM, and a host's failing, returning, leaving or changing its ports, touch what is known
 * of that host, whatever the number of hosts. Only where the set of demands changes that somebody has, or a host comes whose
 * name has no gap left in the numbering, tables are made anew. Derived state may be dropped at any time: no answer depends on
 * it, or on the order in which things came to be.
 *
 * <h2>Outages</h2>
 *
 * While f hosts are down, two things must hold after an admission: k &minus; f more of the hosts that are up may fail, and
 * when all are back any k may. The second implies the first, as the sets of failures that have the f hosts in them, so it is
 * the one that is asked; the first alone would promise VFs that aren't there once the large host of a mixed cluster may fail
 * again. With more than k down nothing is admitted. VMs displaced in one outage are placed anew together with those of the next
 * failure if need be, since placing them one failure at a time can strand somebody whom the promise included.
 *
 * <h2>Which test checks which claim</h2>
 *
 * <ul>
 *   <li>Sound, and necessary where that is said: {@code prove.ProveTest} against an exhaustive search over all sets of
 *       failures and all packings, a share of {@code make prove}.
 *   <li>Sufficient by construction, for every argument: {@code ConstructiveProofTest} places the VMs of every set of failures
 *       by the models of the proof.
 *   <li>Slots that may be traded, by construction and within what ports have: {@code TradedSlotsTest}; the conditions
 *       for trades against every deal: {@code TradeConditionsTest}; slots in fixed shares: {@code TypedSlotsTest},
 *       {@code FourTiersTest}.
 *   <li>Refutations, the search, and sets of failures tried one by one, against a search without bounds:
 *       {@code RefutationTest}, {@code SearchTest}, {@code EverySetTest}.
 *   <li>What VMs that go leave behind of a promise: {@code DeparturesTest}.
 *   <li>Failures one after another, on clusters too large to try everything: {@code LargeClusterTest}.
 *   <li>The state alone decides, whatever the fleet has lived through: {@code IncrementalTest}, {@code FleetPropertiesTest}.
 *   <li>The largest weights, the order of preference: {@code TopWeightsTest}, {@code ShelfTest}, {@code RoomIndexTest}.
 *   <li>Which ways to place VMs come first, and what becomes of their wishes: {@code JointPlacementTest}, {@code ByModelTest},
 *       {@code BinsTest}, {@code OneByOneTest}; who gives way in a recovery: {@code FailoverTest}.
 *   <li>What is tried before a VM is refused, and when that ends: {@code TrialsTest}.
 *   <li>Percentages that step over a host, rare tiers, one outage after another, unequal hosts, pinned VMs:
 *       {@code ReserveTrapsTest}.
 *   <li>Every number in an explanation: {@code ExplanationTest}; that there is one: {@code ExplainingTest},
 *       {@code AddingTest}.
 * </ul>
 */
@NullMarked
package io.accelnet.plan.reserve;

import org.jspecify.annotations.NullMarked;
