package io.accelnet.fuzz;

/**
 * Something that must not be.
 *
 * @param kind in a word or two, the same for all cases of it
 * @param what what exactly
 */
record Finding(String kind, String what) {
    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
