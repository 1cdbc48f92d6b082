package io.accelnet.operator.gate;

import java.time.Duration;

/** How a request to open or to delete a pod ended. */
public sealed interface PodWritten {
    /** It is done. */
    record Done() implements PodWritten {}

    /** The pod has changed since it was read, or nothing was sent as this operator leads no longer: the plan must be made anew. */
    record Superseded() implements PodWritten {}

    /** The pod is gone. */
    record Gone() implements PodWritten {}

    /**
     * The API server won't have it, and won't have it next time either.
     *
     * @param why what it said
     */
    record Refused(String why) implements PodWritten {}

    /**
     * It isn't known whether it is done; later it may go through.
     *
     * @param why what went wrong
     * @param retryAfter how long the API server asks us to wait
     */
    record Unanswered(String why, Duration retryAfter) implements PodWritten {}
}
