package io.accelnet.plan.reserve;

/**
 * Which hosts changed, in order, as far back as is worth it. Whatever is derived from hosts remembers how far it has read,
 * and brings itself up to date when it is asked: what nobody asks for costs nothing.
 */
final class Journal {

    private static final int LENGTH = 1 << 12;

    private final int[] hosts = new int[LENGTH];
    private long written;

    /** Something about the host is different. */
    void note(int host) {
        hosts[(int) (written & LENGTH - 1)] = host;
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

    int host(long entry) {
        return hosts[(int) (entry & LENGTH - 1)];
    }
}
