package io.accelnet.plan.simulation;

import java.util.Random;

/** One kind of life of a cluster. */
interface Life {
    /** Lives it, and throws a {@link BrokenPromise} as soon as something doesn't hold that must. Nothing but chance decides how it goes. */
    void live(Random chance, Steps steps);
}
