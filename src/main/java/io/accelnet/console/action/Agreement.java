package io.accelnet.console.action;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.plan.Phrases;
import java.util.Optional;

/**
 * What somebody has seen that a change of a cluster would do, and agrees to: to that, and to nothing worse.
 *
 * @param losers how many VMs lose something by it; 0: none
 * @param unforeseen whether it can't be foreseen what it does to whom
 */
public record Agreement(int losers, boolean unforeseen) {
    private static final String UNFORESEEN = "unforeseen";
    private static final String AGAIN = ": look at it again, and say that you agree";

    /** To nothing. */
    public static final Agreement NONE = new Agreement(0, false);

    /** As a form says it; what it doesn't say isn't agreed to. */
    public static Agreement of(String said) {
        return said.equals(UNFORESEEN)
                ? new Agreement(0, true)
                : said.matches("\\d{1,9}") ? new Agreement(Integer.parseInt(said), false) : NONE;
    }

    /** To what is foreseen; or to what isn't, if it can't be. */
    static Agreement to(int losers, Optional<String> unforeseen) {
        return new Agreement(losers, unforeseen.isPresent());
    }

    /** As a form says it. */
    public String text() {
        return unforeseen ? UNFORESEEN : String.valueOf(losers);
    }

    /**
     * Refuses what was not agreed to.
     *
     * @param now what the change would do as everything is now
     */
    void check(Agreement now) {
        if (now.unforeseen && !unforeseen) {
            throw new BadRequestException("what it would do to whom can't be foreseen" + AGAIN);
        }
        if (now.losers > losers) {
            throw new BadRequestException("meanwhile " + Phrases.count(now.losers, "VM") + " would lose something"
                    + (losers > 0 ? ", and not " + losers : "") + AGAIN);
        }
    }
}
