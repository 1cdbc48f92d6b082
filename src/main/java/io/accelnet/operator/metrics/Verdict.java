package io.accelnet.operator.metrics;

/** Whether somebody may read the metrics. */
enum Verdict {
    ALLOWED,
    /** The API server doesn't know the token. */
    UNAUTHENTICATED,
    /** The API server knows whose it is, who may not. */
    FORBIDDEN,
    /** So many tokens that nobody knows have come that this one isn't looked at. */
    BUSY,
    /** The API server doesn't say. */
    UNKNOWN
}
