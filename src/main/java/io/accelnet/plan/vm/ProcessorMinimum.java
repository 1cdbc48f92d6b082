package io.accelnet.plan.vm;

import io.accelnet.plan.Level;

/** The least number of vCPUs for a level, as documented: it depends on hyperthreading. */
final class ProcessorMinimum {
    private ProcessorMinimum() {}

    static int of(Level level, boolean hyperthreading) {
        return hyperthreading || level == Level.HIGH ? 4 : 2;
    }
}
