package io.accelnet.operator.gather.kubevirt;

import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import java.io.Serial;

/** Ends the resolving of a reference that can't be resolved. It has no stack trace, since it is the usual way that this ends. */
final class UnresolvedReferenceException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Obstacle obstacle;
    private final String sentence;

    /**
     * A reference that can't be resolved.
     *
     * @param obstacle what kind of thing is in the way
     * @param sentence what is missing or wrong, and what to do, for people
     */
    UnresolvedReferenceException(Obstacle obstacle, String sentence) {
        super(sentence, null, false, false);
        this.obstacle = obstacle;
        this.sentence = sentence;
    }

    Obstacle obstacle() {
        return obstacle;
    }

    String sentence() {
        return sentence;
    }
}
