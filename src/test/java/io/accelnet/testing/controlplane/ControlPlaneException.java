package io.accelnet.testing.controlplane;

import io.accelnet.testing.process.ChildProcess;

/** The control plane can't be started; the message has the end of the log that tells why. */
public final class ControlPlaneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ControlPlaneException(ChildProcess server, String how) {
        super("%s %s; the end of %s:%n%s".formatted(server.name(), how, server.log(), server.lastLines(20)));
    }

    /** Somebody else took a port between our finding it free and the server's listening on it. */
    boolean isPortTaken() {
        return String.valueOf(getMessage()).contains("address already in use");
    }
}
