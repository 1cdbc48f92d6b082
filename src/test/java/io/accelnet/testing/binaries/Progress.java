package io.accelnet.testing.binaries;

/** Where it is said what is being done, for the person who waits. */
@FunctionalInterface
public interface Progress {

    void report(String line);
}
