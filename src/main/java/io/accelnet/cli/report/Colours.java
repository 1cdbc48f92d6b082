package io.accelnet.cli.report;

/** Whether an answer has colours: only on terminals. */
public enum Colours {
    /** Escape sequences, as terminals understand them. */
    ON,
    /** Plain text. */
    OFF;

    private static final String RESET = "\033[0m";

    /** The text in the colour of this mark. */
    public String paint(String text, Mark mark) {
        return this == ON && !text.isEmpty() ? mark.escape() + text + RESET : text;
    }
}
