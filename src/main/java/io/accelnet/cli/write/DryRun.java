package io.accelnet.cli.write;

/** Whether something is written, as kubectl has it. */
public enum DryRun {
    /** It is. */
    NONE("none", ""),
    /** Nothing is sent. */
    CLIENT("client", " (dry run)"),
    /** The API server checks it, and stores nothing. */
    SERVER("server", " (server dry run)");

    private final String word;
    private final String remark;

    DryRun(String word, String remark) {
        this.word = word;
        this.remark = remark;
    }

    /** What is said behind what was done. */
    public String remark() {
        return remark;
    }

    @Override
    public String toString() {
        return word;
    }
}
