package io.accelnet.testing.binaries;

/** A program is to be had nowhere; the message says where it was looked for and how to get one. */
public final class BinaryUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BinaryUnavailableException(String message) {
        super(message);
    }
}
