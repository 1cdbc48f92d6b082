/**
 * Decides whether a VM may be given virtual functions (VFs), such that any tolerated set of failing hosts still leaves no VM
 * without its own. {@link Reserve} is the way in, {@link Fleet} the one for a
 * single pool of VFs, {@link PoolFleet} the one for several. The other types here are the values that go in and come out. Nobody outside
 * of the reserve uses more than this package.
 *
 * <h2>The question</h2>
 *
 * Hosts have ports; a port has VFs, a budget of queue pairs, and a limit of queue pairs per VF, hence a highest tier that it
 * serves. A VM needs <em>f</em> VFs of a tier, all on one host. A state survives <em>k</em> failures if for every set F of k
 * hosts the VMs of F fit together on what is <em>free</em> on the others, while the VMs there stay where they are: a restart
 * after a crash can't wait until others have moved.
 *
 * <h2>The rooms</h2>
 *
 * Each package uses only those below it in this list, and the values here.
 *
 * <ul>
 *   <li>{@link io.accelnet.plan.reserve.pools}: the same for VMs that need VFs of several pools, or of different ports. The theorem
 *       and its proof are there
 *   <li>{@link io.accelnet.plan.reserve.explanation}: what is short, what would admit a VM, how many more there is room for
 *   <li>{@link io.accelnet.plan.reserve.decision}: whether a VM is admitted or changed, who is placed anew after a failure,
 *       whether the reserve holds
 *   <li>{@link io.accelnet.plan.reserve.placement}: on which host, and on which of its ports, VMs are put
 *   <li>{@link io.accelnet.plan.reserve.conditions}: the inequalities that must hold, summed over all hosts. The theorem and
 *       its proof are there
 *   <li>{@link io.accelnet.plan.reserve.certificate}: ways to count what ports have free in slots, each of which gives a
 *       proof
 *   <li>{@link io.accelnet.plan.reserve.model}: hosts, ports, and what each VM holds
 * </ul>
 *
 * <p>Read {@link Decision} first, then the theorem in {@link io.accelnet.plan.reserve.conditions}, then
 * {@link io.accelnet.plan.reserve.decision.Admission}.
 *
 * <h2>Which test checks which claim</h2>
 *
 * <ul>
 *   <li>Sound, and necessary where that is said: {@code prove.ProveTest} against an exhaustive search over all sets of
 *       failures and all packings, a share of {@code make prove}.
 *   <li>Sufficient by construction, for every argument: {@code ConstructiveProofTest} places the VMs of every set of
 *       failures by the models of the proof.
 *   <li>Slots that may be traded, by construction and within what ports have: {@code TradedSlotsTest}; the conditions for
 *       trades against every number of trades: {@code TradeConditionsTest}; slots in fixed shares: {@code TypedSlotsTest},
 *       {@code FourTiersTest}.
 *   <li>Refutations, the search, and sets of failures tried one by one, against a search without bounds:
 *       {@code RefutationTest}, {@code BacktrackingSearchTest}, {@code FailureEnumerationTest}.
 *   <li>What VMs that go leave behind of a promise: {@code DeparturesTest}.
 *   <li>Failures one after another, on clusters too large to try everything: {@code LargeClusterTest}.
 *   <li>The state alone decides, whatever the fleet has lived through: {@code IncrementalTest}, {@code FleetPropertiesTest}.
 *   <li>The largest weights, the order of preference: {@code TopWeightsTest}, {@code BestFitIndexTest},
 *       {@code SizeOrderTest}, {@code CandidateIndexTest}; of VMs that need several pools: {@code TournamentTest}.
 *   <li>Which ways to place VMs come first, and what becomes of preferred hosts: {@code JointPlacementTest},
 *       {@code ModelPlacementTest}, {@code BinsTest}, {@code GreedyPlacementTest}; who gives way in a recovery:
 *       {@code FailoverTest}.
 *   <li>What is tried before a VM is refused, and when that ends: {@code TrialsTest}.
 *   <li>Percentages that step over a host, rare tiers, one outage after another, unequal hosts, pinned VMs:
 *       {@code ReserveTrapsTest}.
 *   <li>Every number in an explanation: {@code ExplanationTest}; that there is one: {@code ExplainerTest},
 *       {@code AdditionFinderTest}.
 * </ul>
 */
@NullMarked
package io.accelnet.plan.reserve;

import org.jspecify.annotations.NullMarked;
