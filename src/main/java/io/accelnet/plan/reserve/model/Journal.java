package io.accelnet.plan.reserve.model;

/**
 * Which hosts changed, in order, as far back as is worth it. Whatever is derived from hosts remembers how far it has read,
 * and brings itself up to date when it is asked: what is never asked for costs nothing.
 */
final class Journal {

    private static final int LENGTH = 1 << 12;

    private final int[] hosts = new int[LENGTH];
    /** Of which demand a host has a VM more or less: the class's number plus one, negative for less. */
    private final int[] vms = new int[LENGTH];

    private long written;
    /** How much had been written when a host was last another in any way. */
    private long upheaval;

    /** The host may be another in any way: its ports, its state, its VMs. */
    void note(int host) {
        write(host, 0);
        upheaval = written;
    }

    /** The host has one VM more of a demand's class, or one less if the sign is -1, and its ports accordingly less free. */
    void note(int host, int demandClass, int sign) {
        write(host, sign * (demandClass + 1));
    }

    private void write(int host, int vm) {
        int at = (int) (written & LENGTH - 1);
        hosts[at] = host;
        vms[at] = vm;
        written++;
    }

    /** How much has been written so far. */
    long written() {
        return written;
    }

    /** Whether everything since is still known; who has missed more looks at all hosts. */
    boolean reaches(long since) {
        return written - since <= LENGTH;
    }

    /** Whether nothing has changed since but who has VMs. */
    boolean isAboutVmsOnly(long since) {
        return upheaval <= since;
    }

    int host(long entry) {
        return hosts[(int) (entry & LENGTH - 1)];
    }

    /** Which class of demands there is a VM more or less of, if the entry is about a VM. */
    int demandClass(long entry) {
        return Math.abs(vms[(int) (entry & LENGTH - 1)]) - 1;
    }

    /** Whether there is one more or one less: 1 or -1, if the entry is about a VM. */
    int sign(long entry) {
        return Integer.signum(vms[(int) (entry & LENGTH - 1)]);
    }
}
