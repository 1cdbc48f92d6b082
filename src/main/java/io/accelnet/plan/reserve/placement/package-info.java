/**
 * Finds hosts and ports for VMs: for one that is new ({@link CandidateIndex}), and for many at once
 * ({@link JointPlacement}). {@link FleetIndex} holds everything that is derived from the hosts for speed. Start at
 * {@link Candidate}.
 *
 * <h2>Where new VMs go if both bind</h2>
 *
 * A port that is left with VFs and no queue pairs, or the other way round, has lost what it is left with, and no proof gets
 * it back. So {@link Balance} keeps the ratio of the two even among the hosts of a tier.
 *
 * <h2>How many VMs are placed at once</h2>
 *
 * <p>First by the model of each proof that may have promised it, in the order of its theorem ({@link ModelPlacement}). If
 * all of them fail, VMs are placed one by one by what ports really have free ({@link GreedyPlacement}), which is more than
 * any model's slots. After that a bounded search tries every way ({@link BacktrackingSearch}).
 */
@NullMarked
package io.accelnet.plan.reserve.placement;

import org.jspecify.annotations.NullMarked;
