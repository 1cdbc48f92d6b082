package io.accelnet.operator.apply;

import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;

/** How a write ended. */
public sealed interface Written {
    /**
     * It is stored.
     *
     * @param object the object as it is stored now
     */
    record Stored(CustomResource<?, ?> object) implements Written {}

    /** Somebody else wrote first: the plan must be made anew. */
    record Conflict() implements Written {}

    /** The object is gone. */
    record Gone() implements Written {}

    /**
     * The API server won't have it, and won't have it next time either.
     *
     * @param why what it said
     * @param isOfThisObject whether that is for what this one object has, as when it is too large; else others of its kind may be
     *     refused for the same
     */
    record Refused(String why, boolean isOfThisObject) implements Written {
        /** One that others of its kind may meet too. */
        public Refused(String why) {
            this(why, false);
        }
    }

    /**
     * It isn't known whether it is stored; later it may go through.
     *
     * @param why what went wrong
     * @param retryAfter how long the API server asks us to wait
     */
    record Unanswered(String why, Duration retryAfter) implements Written {}
}
