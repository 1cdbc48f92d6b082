package io.accelnet.cli.export;

/**
 * A port of a host, and which of its virtual functions are an intent's.
 *
 * @param name the port's name
 * @param first the number of the first virtual function
 * @param count how many there are, at least 1
 * @param numVfs how many virtual functions the port has to have, those of others included
 */
record PoolPort(String name, int first, int count, int numVfs) {
    /** The port and the range, as nicSelector.pfNames has them. */
    String pfName() {
        return name + "#" + first + "-" + (first + count - 1);
    }
}
