package io.accelnet.operator.harness;

/** What can go wrong between the operator and the API server. */
public enum Fault {
    /** The answer takes its time. */
    DELAY,
    /** Somebody else wrote first. */
    CONFLICT,
    /** A watch is told that its version is too old. */
    GONE,
    /** The API server is busy. */
    TOO_MANY_REQUESTS,
    /** The API server fails. */
    INTERNAL_ERROR,
    /** The request is carried out, and its answer is lost. */
    ANSWER_LOST,
    /** The connection ends before the request is carried out. */
    CONNECTION_CUT,
    /** A watch ends. */
    WATCH_CUT
}
