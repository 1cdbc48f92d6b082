package io.accelnet.plan.reserve;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What would have to be different for a VM that is refused.
 *
 * @param decision what admission would say now
 * @param failuresThatAdmit the highest number of failures to survive under which the VM would be admitted; empty if none
 * @param tierThatAdmits the highest tier up to the one asked for that would be admitted; empty if none
 * @param shortage how much is missing, and with which hosts down; empty if the reserve isn't what refuses
 */
public record Explanation(
        Decision decision, OptionalInt failuresThatAdmit, OptionalInt tierThatAdmits, Optional<Shortage> shortage) {}
