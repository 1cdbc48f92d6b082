package io.accelnet.cli.scenario;

/** The request can't be answered, such as the failure of a node that doesn't exist. */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The message says what was asked, and why it can't be answered. */
    public BadRequestException(String message) {
        super(message);
    }
}
