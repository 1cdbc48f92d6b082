package io.accelnet.operator.apply;

import java.util.Optional;

/**
 * How a round of writes ended.
 *
 * @param stored how many writes are stored
 * @param complete whether everything that the plan changes was tried; if not, the plan is to be made anew
 * @param conflicts how many found a newer version than the plan was made from
 * @param refused how many the API server won't have
 * @param unanswered how many may go through later
 * @param problem what one of the unanswered ones met
 */
public record Outcome(
        int stored, boolean complete, int conflicts, int refused, int unanswered, Optional<String> problem) {}
