package io.accelnet.testing.binaries;

/** One way to get a program. */
interface BinarySource {

    /** What this source is called in messages. */
    String name();

    Attempt find(Step step) throws InterruptedException;
}
