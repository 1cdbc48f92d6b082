package io.accelnet.cli.terminal;

import io.accelnet.cli.scenario.BadRequestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Asks whether something shall be done. Where nobody can answer, it has to be said beforehand. */
public final class Question {
    private final Invocation invocation;
    private final boolean yes;

    /**
     * One that may be asked.
     *
     * @param yes whether it is answered with yes already
     */
    public Question(Invocation invocation, boolean yes) {
        this.invocation = invocation;
        this.yes = yes;
    }

    /**
     * Whether it shall be done.
     *
     * @param what why it is asked, as a sentence without a full stop
     * @throws BadRequestException if nobody can be asked
     */
    public boolean isAgreed(String what) throws IOException {
        if (yes) {
            return true;
        }
        if (!invocation.terminals().in() || !invocation.terminals().err()) {
            throw new BadRequestException(
                    what + ". There is no terminal to ask on: add --yes to do it all the same. Nothing was changed");
        }
        invocation.out().flush();
        invocation.err().print(what + ". Do it? (y/N) ");
        invocation.err().flush();
        String answer = Optional.ofNullable(
                        new BufferedReader(new InputStreamReader(invocation.in(), StandardCharsets.UTF_8)).readLine())
                .orElse("")
                .strip()
                .toLowerCase(Locale.ROOT);
        boolean agreed = answer.equals("y") || answer.equals("yes");
        if (!agreed) {
            invocation.err().println("Nothing was changed.");
        }
        return agreed;
    }
}
