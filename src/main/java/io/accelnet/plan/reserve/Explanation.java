package io.accelnet.plan.reserve;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What would have to be different for a VM that is refused. All numbers come from trials, not from estimates.
 *
 * @param decision what admission would say now
 * @param failuresThatAdmit the highest number of failures to survive under which the VM would be admitted; empty if none
 * @param tierThatAdmits the highest tier up to the one asked for that would be admitted; empty if none
 * @param hostThatAdmits for a VM that must be on a certain host: another host that it would be admitted to; empty if none
 * @param additions what more on some hosts would admit the VM, all of it together: of one pool if that can do, else of several,
 *     each once; empty if nothing of that kind would
 * @param shortage how much is missing in the worst case that is provided for, and with which hosts down; empty if the
 *     reserve isn't what refuses
 * @param fewest the fewest hosts whose failure already shows that something is missing, and how much then; present with
 *     {@code shortage}
 */
public record Explanation(
        Decision decision,
        OptionalInt failuresThatAdmit,
        OptionalInt tierThatAdmits,
        Optional<String> hostThatAdmits,
        List<Addition> additions,
        Optional<Shortage> shortage,
        Optional<Shortage> fewest) {

    /** Takes a copy of the list. */
    public Explanation {
        additions = List.copyOf(additions);
    }
}
