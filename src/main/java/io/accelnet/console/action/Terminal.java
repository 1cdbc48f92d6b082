package io.accelnet.console.action;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The terminal on which the console was started: there stands what pages can't say, such as where an error comes from. */
public final class Terminal {
    private final PrintWriter err;

    /** This one. */
    public Terminal(PrintWriter err) {
        this.err = err;
    }

    /** Says something, in lines that nothing else comes between. */
    public void say(String words) {
        synchronized (err) {
            err.println(words);
            err.flush();
        }
    }

    /**
     * Says where an error of the console comes from.
     *
     * @param doing what was being done
     * @return what pages say about it
     */
    public String error(String doing, Throwable error) {
        StringWriter stack = new StringWriter();
        try (PrintWriter out = new PrintWriter(stack)) {
            out.println("accelnet: error of the console: " + doing);
            error.printStackTrace(out);
        }
        say(stack.toString().stripTrailing());
        return "This is an error of the console, which its terminal tells more about: " + error;
    }
}
