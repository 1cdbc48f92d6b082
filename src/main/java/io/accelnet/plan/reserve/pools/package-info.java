/**
 * The reserve of VMs that need VFs of several pools, or of different ports. Start at {@link
 * io.accelnet.plan.reserve.pools.ConditionSet}, which has the conditions, and at {@link
 * io.accelnet.plan.reserve.pools.BundleConditions}, which holds hosts against them.
 *
 * <h2>Bundles</h2>
 *
 * A pool is a set of ports; pools have no port in common. What one VM of demand c takes is a <em>bundle</em> of c: so many VFs
 * of each pool that it names, all on one host, those of one pool on different ports if it asks for that. Let
 *
 * <ul>
 *   <li>B<sub>c</sub>(n) be how many bundles of c fit together on what host n has free,
 *   <li>d<sub>c</sub>(n) how many VMs of demand c host n has,
 *   <li>l(e, c) the most bundles of c that a host loses when a VM of e takes its own there,
 *   <li>m(e, c) how many bundles of c can be made of what a VM of e takes, wherever it is.
 * </ul>
 *
 * <h2>What proves</h2>
 *
 * Let the demands be in some order. <b>Theorem.</b> If for every c of which there are VMs the sum over the k largest weights
 *
 * <p>W<sub>c</sub>(n) = B<sub>c</sub>(n) + d<sub>c</sub>(n) + the sum of l(e, c) d<sub>e</sub>(n) over all e before c
 *
 * <p>doesn't exceed the sum of B<sub>c</sub> over all hosts, the state survives k failures.
 *
 * <p>Whichever k hosts fail, the condition says that the others have at least as many bundles of c free as VMs of c are
 * displaced, and as many more as the VMs placed before them can have cost. Place the displaced VMs in the order of their
 * demands, each where a bundle of its own is free. VMs of e take no more than l(e, c) bundles of c each, those of c one each; so
 * when a VM of c comes there is a bundle for it. Where each is put doesn't matter, so a recovery may choose
 * ({@link io.accelnet.plan.reserve.pools.PoolHosts}). For each order there is a proof, and any will do
 * ({@link io.accelnet.plan.reserve.pools.PlacementOrder}). With three pools it matters: VMs of the first and second are charged to those of
 * the first and third if they come before them, and there may be enough for that and not for the reverse. So
 * each kind comes last in some order.
 *
 * <h2>Packs</h2>
 *
 * A VM that needs one VF of each of two pools comes before one that needs four of the first, and costs it one of its bundles. Four
 * such VMs on one host cost no more. So a small VM may be taken as a part of a pack: q of them are put on one host together, and
 * are one VM with q times the demand. Of the VMs that are displaced there are (d + q &minus; 1) / q packs at most. All is
 * multiplied by the size of the largest pack, so that the weights stay whole numbers, and the q &minus; 1 are taken off what is free
 * ({@link io.accelnet.plan.reserve.pools.Condition}). A recovery makes the same packs.
 *
 * <p>A VM that needs four VFs of the first pool and one of the second costs one that needs one and four as many as four bundles, if
 * the first pool is short. Where a host must have room for four of each before it takes either, no VM costs another more than one
 * of these <em>even</em> bundles. Whatever it leaves of its own is there for the VMs of one pool, which come after.
 *
 * <h2>Queue pairs</h2>
 *
 * Where a port may run out of queue pairs before it runs out of VFs, a VM of a high tier costs several bundles of a low one, as
 * its queue pairs would do for as many. So what is free is also counted in slots: of r queue pairs each, and no more of them than
 * VFs. A VF costs as many slots as its queue pairs fill. For r the queue pairs of each tier are tried
 * ({@link io.accelnet.plan.reserve.pools.SlotSize}). What fits by slots fits in truth, and what isn't counted doesn't get less: so
 * the theorem holds for each way to count.
 *
 * <p>Slots charge a VF for more than it takes of the one resource or of the other. With ports that have 2 queue pairs for each VF, and
 * VMs that take 1, 2, or 4, a slot of 2 is too much for the first and makes the last cost two VFs. So there is one more way to
 * count. Let q<sub>1</sub> be the queue pairs of the lowest tier. Of a port with F VFs and Q queue pairs free,
 * <em>keep</em> q<sub>1</sub> for each VF: F' = min(F, Q / q<sub>1</sub>) VFs are counted, and U = Q &minus; q<sub>1</sub>F' queue pairs
 * are spare. A VF of tier t takes one of F' and u<sub>t</sub> = q<sub>t</sub> &minus; q<sub>1</sub> of U, and there is room for min(F',
 * U / u<sub>t</sub>) of them.
 *
 * <ul>
 *   <li><em>It fits in truth</em>: U &ge; u<sub>t</sub> and F' &ge; 1 leave q<sub>t</sub> queue pairs and a VF.
 *   <li><em>What is left is what was counted</em>: the port has F &minus; 1 and Q &minus; q<sub>t</sub> = q<sub>1</sub>(F' &minus; 1) + U
 *       &minus; u<sub>t</sub> then. If F' = F, it is counted as F' &minus; 1 and U &minus; u<sub>t</sub>. Otherwise F' = Q / q<sub>1</sub>
 *       rounded down, so U &lt; q<sub>1</sub>, and likewise.
 *   <li>So a VF of t costs tier t one, the lowest tier one, and any other tier c max(1, u<sub>t</sub> / u<sub>c</sub>) rounded
 *       up.
 * </ul>
 *
 * <p>That is so only where the VF is taken from a port that has room by this count. So a recovery by such a proof puts VMs only where
 * there is, and takes VFs from these ports. With the highest tier first the condition of the lowest is that VFs are enough, each VM
 * counting one, and that of the tier above it that queue pairs are, each counting what it takes beyond q<sub>1</sub>: both are
 * necessary, but for what VMs of unlike pools are charged with.
 *
 * <h2>What refutes</h2>
 *
 * With m(e, c) in the place of l(e, c), for all e, the condition of c is necessary: what the displaced VMs have taken in the end
 * was free before, and has so many bundles of c in it.
 *
 * <h2>Where both are the same</h2>
 *
 * <ul>
 *   <li><em>At most one VF of each of two pools.</em> Those that need both come first. They cost each of the others one bundle,
 *       and have one in them; those of one pool cost those of the other nothing. So every condition that proves is one that
 *       refutes: the answer is exact.
 *   <li><em>Two VFs of one pool from different ports, and single ones.</em> A host whose ports have c<sub>1</sub>, c<sub>2</sub>
 *       &hellip; free, S in all, has min(S / 2, S &minus; max c) bundles of two. Taken from the two roomiest ports, one bundle
 *       costs one; single ones come after, and each bundle has two of them in it and costs two.
 *   <li><em>1, 2, 4 &hellip; VFs of one pool, on any ports</em>, largest first.
 * </ul>
 *
 * <p>Otherwise the answer is sound and may refuse without need: with three pools a VM of the first two may cost one bundle of
 * the first and third and have none in it; with tiers single VFs of two pools may cost a pair two; likewise packs that don't come out even, and tiers where VMs of a low tier may lie on
 * ports of a higher one. Small clusters are searched then
 * ({@link io.accelnet.plan.reserve.pools.PoolEnumeration}).
 *
 * <p>A VM that goes never makes a proof fail: each bundle that becomes free counts on the right side, and on the left only if the
 * host is among the worst, where the VM's own weight has gone.
 */
@NullMarked
package io.accelnet.plan.reserve.pools;

import org.jspecify.annotations.NullMarked;
