package io.accelnet.plan.reserve.prove;

/** What happened, counted. */
final class Tally {

    long lives;
    /** Admissions and changes asked for. */
    long decisions;

    long admitted;
    /** Refused, though some place would have kept every promise. */
    long needless;
    /** Node, adapter and percentage changes. */
    long upheavals;

    long recoveries;
    /** VMs that were to be placed anew. */
    long displaced;
    /** VMs of the same outage that moved once more though the others would have fitted beside them. */
    long replanned;
    /** Recoveries that left somebody without though all would have fitted; no promise was broken. */
    long left;

    /** Questions that were left to CP-SAT. */
    long asked;

    /** Explanations of which everything was tried. */
    long explained;

    void add(Tally other) {
        lives += other.lives;
        decisions += other.decisions;
        admitted += other.admitted;
        needless += other.needless;
        upheavals += other.upheavals;
        recoveries += other.recoveries;
        displaced += other.displaced;
        replanned += other.replanned;
        left += other.left;
        asked += other.asked;
        explained += other.explained;
    }
}
