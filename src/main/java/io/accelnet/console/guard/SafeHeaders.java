package io.accelnet.console.guard;

import java.util.Map;

/** What browsers are told about every answer: nothing of others runs in it, nothing of it is kept, and nobody is told its address. */
public final class SafeHeaders {
    private static final String SAME_ORIGIN = "same-origin";

    private static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            // With no-referrer, browsers would hide the origin of our own forms, too.
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            SAME_ORIGIN,
            "Cross-Origin-Resource-Policy",
            SAME_ORIGIN,
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()",
            "Cache-Control",
            "no-store");

    private SafeHeaders() {}

    /** The headers by name. */
    public static Map<String, String> all() {
        return ALL;
    }
}
