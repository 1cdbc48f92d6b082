package io.accelnet.operator.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** What passes once a connection has become a watch. */
final class Tunnel {
    private static final String TOO_OLD =
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"too old\",\"reason\":\"Expired\",\"code\":410}}";

    private Tunnel() {}

    /** The event by which a watch is told to list anew. */
    static byte[] tooOld() {
        return frame(TOO_OLD);
    }

    /** Hands on what comes, unless it is to be dropped. */
    static void pipe(InputStream from, Socket to, BooleanSupplier dropped) {
        try {
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 14];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (!dropped.getAsBoolean()) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
            to.close();
        } catch (IOException e) {
            // The other side is gone.
        }
    }

    /** A text frame of a server's, which isn't masked. */
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[payload.length + 4];
        frame[0] = (byte) 0x81;
        frame[1] = 126;
        frame[2] = (byte) (payload.length >> 8);
        frame[3] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 4, payload.length);
        return frame;
    }
}
