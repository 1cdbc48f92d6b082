package io.accelnet.plan.reserve;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A working model of one cluster while one plan is made: its hosts, what every VM holds, and what may be promised. The
 * answers depend on what is held, never on the order in which it came to be. Not for several threads.
 *
 * <p>{@link Fleet} is the one for VMs whose VFs come from any port. PoolFleet knows VMs
 * that need VFs of several pools, or of different ports.
 */
public interface Reserve {

    /** Forgets what was refused, so that it is asked again: with another share of the budget the answer may be another. */
    void forgetRefusals();

    /**
     * Takes down what a VM has, unasked.
     *
     * @param host if no member, the VM counts neither as demand nor as use; if down, the VM is displaced and not placed yet
     * @param functionsPerPort may cover less than the demand: the rest is on adapters that are no supply. It is demand when
     *     the host fails, but uses no supply
     * @throws IllegalArgumentException if the VM holds something already or the tier isn't one
     */
    void hold(String vm, String host, Demand demand, Map<String, Integer> functionsPerPort);

    /** Forgets a VM, if it is known. */
    void release(String vm);

    /**
     * How the VFs of a VM that was promised them would be divided among the host's ports: physical room only, whatever the
     * reserve says.
     *
     * @return VFs by port, or empty if there isn't room, or the host isn't up, is cordoned, or is no member
     */
    Optional<Map<String, Integer>> roomOn(String host, Demand demand);

    /** How many VFs are free on a host, on all its ports; 0 if it is no member. */
    int freeOn(String host);

    /**
     * Admits a new VM if every tolerated failure still leaves everybody with VFs, both among the hosts that are up and with
     * all of them back, and both if those that leave have gone and if they stay. Holds it if so.
     *
     * @param pinned the host it must be on
     * @throws IllegalArgumentException if the VM holds something already or the tier isn't one
     */
    Decision admit(String vm, Demand demand, Optional<String> pinned);

    /**
     * Changes what a VM demands, on its own host; what it has counts as free for itself. Less of everything is always
     * admitted, as it takes nothing from anyone. If refused, the VM keeps what it has.
     *
     * @throws IllegalArgumentException if the VM holds nothing or the tier isn't one
     */
    Decision change(String vm, Demand demand);

    /**
     * Places VMs jointly on hosts that are up and take VMs; on those that leave only if the others don't do. No other VM
     * moves. One that has a place on a host that is up stays there unless a VM would be left out. A VM that is placed holds it afterwards; one that isn't is left without, which
     * violates the reserve, and keeps only what it had on a host that is down.
     *
     * @param displaced by priority: if not all fit, the last of those without a place on a host that is up are left without
     * @throws IllegalArgumentException if a VM is named twice
     */
    Recovery recover(List<Displaced> displaced);

    /**
     * A host joins, or is another than it was: it fails, returns, is cordoned, or has other ports. VMs keep what they hold on
     * it.
     */
    void put(Host host);

    /** Whether the hosts that are up survive as many more failures as are left, and everybody has VFs. */
    Verdict verdict();

    /** If the reserve doesn't hold: the fewest hosts whose failure shows it. */
    Optional<Shortage> fewestFailures();

    /** The arithmetic of the reserve as it stands. */
    Sums sums();

    /**
     * What would have to be different for a new VM to be admitted. Changes nothing.
     *
     * @param pinned the host it must be on
     */
    Explanation explain(Demand demand, Optional<String> pinned);

    /**
     * What would have to be different for a VM's demand to change in place. Changes nothing.
     *
     * @throws IllegalArgumentException if the VM holds nothing
     */
    Explanation explainChange(String vm, Demand demand);
}
