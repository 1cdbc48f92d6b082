package io.accelnet.cli.write;

import io.accelnet.plan.VmId;

/**
 * How it went with one VM.
 *
 * @param vm the VM
 * @param kind in one word
 * @param words more about it, for people; empty if there is no more
 */
public record VmOutcome(VmId vm, Kind kind, String words) {
    /** How it went. */
    public enum Kind {
        ENABLED("enabled", true),
        CHANGED("changed", true),
        DISABLED("disabled", true),
        /** It was so already. */
        UNCHANGED("unchanged", true),
        /** It is written, and nobody has waited for what the operator answers. */
        WRITTEN("written", true),
        /** The operator refuses what is asked for. */
        REFUSED("refused", false),
        /** The operator leaves it with what it had. */
        KEPT("kept", false),
        /** The operator waits for something, or hasn't answered in time. */
        WAITING("waiting", false),
        /** It couldn't be written. */
        FAILED("failed", false);

        private final String word;
        private final boolean good;

        Kind(String word, boolean good) {
            this.word = word;
            this.good = good;
        }

        /** As people read it. */
        public String word() {
            return word;
        }

        /** Whether it is as it was asked for. */
        public boolean isGood() {
            return good;
        }
    }
}
