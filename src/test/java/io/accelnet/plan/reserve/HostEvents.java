package io.accelnet.plan.reserve;

/**
 * What happens to the hosts of a fleet that is kept: for tests, {@code make prove} and benchmarks. The planner makes a fleet
 * anew for each plan.
 */
public final class HostEvents {

    private HostEvents() {}

    /** A host joins, or is another than it was. */
    public static void put(Fleet fleet, Host host) {
        fleet.put(host);
    }

    /** A host leaves. */
    public static void remove(Fleet fleet, String host) {
        fleet.remove(host);
    }

    /** Another number of hosts may be down from now on. */
    public static void tolerate(Fleet fleet, int failures) {
        fleet.tolerate(failures);
    }

    /** Forgets what is derived from the hosts. */
    public static void dropDerived(Fleet fleet) {
        fleet.dropDerived();
    }
}
