package io.accelnet.operator.reconcile;

import java.io.Serial;

/** Has the SDK try a write again, later each time. It has no stack trace: where it comes from is always the same place. */
final class WriteFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    WriteFailedException(String why) {
        super(why, null, false, false);
    }
}
