package io.accelnet.cli.scenario;

/** Something was asked that can't be answered, such as the failure of a node that doesn't exist. */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What was asked, and why it can't be answered. */
    public BadRequestException(String message) {
        super(message);
    }
}
